import { describe, expect, test } from "@jest/globals";
import sharp from "sharp";
import { pictureFormat } from "../../components/dreamstudio/common/picture-format.ts";

const picture = (format: "png" | "jpeg" | "webp" | "gif") =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: "teal" } }).toFormat(format).toBuffer();

const formatOf = (bytes: Buffer) => pictureFormat(bytes, bytes, bytes.length);

test.each([
  ["png", { contentType: "image/png", extension: "png" }],
  ["jpeg", { contentType: "image/jpeg", extension: "jpg" }],
  ["webp", { contentType: "image/webp", extension: "webp" }],
] as const)("%s is known by its bytes, and whole only to its last byte", async (format, expected) => {
  const bytes = await picture(format);
  expect(formatOf(bytes)).toStrictEqual({ ...expected, width: 40, height: 30, hasAlpha: false });
  expect(() => formatOf(bytes.subarray(0, -1))).toThrow("a picture that is cut short");
  expect(formatOf(Buffer.concat([bytes, Buffer.alloc(4)]))).toMatchObject(expected);
});

test.each([
  ["text", () => Promise.resolve(Buffer.from("PNG"))],
  ["nothing", () => Promise.resolve(Buffer.alloc(0))],
  ["half a header", async () => (await picture("png")).subarray(0, 12)],
])("%s is refused", async (_name, make) => {
  const bytes = await make();
  expect(() => formatOf(bytes)).toThrow("something that is not a PNG, JPEG or WebP picture");
});

test("a GIF is called one", async () => {
  const bytes = await picture("gif");
  expect(() => formatOf(bytes)).toThrow("a GIF and not a PNG, JPEG or WebP picture");
});

describe("alpha is seen in the header", () => {
  const pixels = Buffer.from([255, 0, 0, 128, 0, 255, 0, 255]);
  const make = (alpha: boolean) => {
    const picture = sharp(pixels, { raw: { width: 2, height: 1, channels: 4 } });
    return alpha ? picture : picture.removeAlpha();
  };

  test.each([
    ["PNG", (alpha: boolean) => make(alpha).png().toBuffer()],
    ["PNG with a palette", (alpha: boolean) => make(alpha).png({ palette: true }).toBuffer()],
    ["lossy WebP", (alpha: boolean) => make(alpha).webp().toBuffer()],
    ["lossless WebP", (alpha: boolean) => make(alpha).webp({ lossless: true }).toBuffer()],
  ])("%s", async (_name, write) => {
    expect(formatOf(await write(true)).hasAlpha).toBe(true);
    expect(formatOf(await write(false)).hasAlpha).toBe(false);
  });
});
