import { describe, expect, test } from "@jest/globals";
import { randomBytes } from "node:crypto";
import sharp from "sharp";
import { pictureFormat } from "../../components/dreamstudio/common/files/picture-format.ts";
import { inMemory } from "../support/files.ts";

const picture = (format: "png" | "jpeg" | "webp" | "gif") =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: "teal" } }).toFormat(format).toBuffer();

const formatOf = (bytes: Buffer) => pictureFormat(inMemory(bytes));

test.each([
  ["png", { contentType: "image/png", extension: "png" }],
  ["jpeg", { contentType: "image/jpeg", extension: "jpg" }],
  ["webp", { contentType: "image/webp", extension: "webp" }],
] as const)("%s is known by its bytes, and whole only to its last byte", async (format, expected) => {
  const bytes = await picture(format);
  expect(await formatOf(bytes)).toStrictEqual({ ...expected, width: 40, height: 30, hasAlpha: false });
  await expect(formatOf(bytes.subarray(0, -1))).rejects.toThrow("a picture that is cut short");
  expect(await formatOf(Buffer.concat([bytes, Buffer.alloc(4)]))).toMatchObject(expected);
});

test.each([
  ["text", () => Promise.resolve(Buffer.from("PNG"))],
  ["nothing", () => Promise.resolve(Buffer.alloc(0))],
  ["half a header", async () => (await picture("png")).subarray(0, 12)],
])("%s is refused", async (_name, make) => {
  const bytes = await make();
  await expect(formatOf(bytes)).rejects.toThrow("something that is not a PNG, JPEG or WebP picture");
});

describe("a JPEG to which a camera has appended a film", () => {
  /** With a small picture, and its end, in a segment of its own before the pixels, as cameras write it. */
  async function photo() {
    const { data, info } = await sharp(randomBytes(300 * 300 * 3), { raw: { width: 300, height: 300, channels: 3 } })
      .jpeg({ quality: 95 }).toBuffer({ resolveWithObject: true });
    const preview = Buffer.concat([Buffer.from([0xff, 0xe2, 0, 6]), Buffer.from([1, 2, 0xff, 0xd9])]);
    return { bytes: Buffer.concat([data.subarray(0, 2), preview, data.subarray(2)]), info };
  }
  const film = Buffer.alloc(200_000, "moov");

  test("is whole, wherever its end is", async () => {
    const { bytes } = await photo();
    expect(bytes.length).toBeGreaterThan(65_536);
    for (const end of [bytes, Buffer.concat([bytes, film])]) {
      expect(await formatOf(end)).toMatchObject({ contentType: "image/jpeg", width: 300, height: 300 });
    }
  });

  test("is cut short if only the small picture in it has an end", async () => {
    const { bytes } = await photo();
    await expect(formatOf(Buffer.concat([bytes.subarray(0, -2), film]))).rejects.toThrow("cut short");
    await expect(formatOf(bytes.subarray(0, 3000))).rejects.toThrow("cut short");
  });

  test("has its end found where two pieces that are read meet", async () => {
    const { bytes } = await photo();
    const scan = bytes.indexOf(Buffer.from([0xff, 0xda]));
    for (const offset of [65_533, 65_534, 65_535, 65_536]) {
      const padded = Buffer.concat([
        bytes.subarray(0, scan + 14), Buffer.alloc(scan + offset - (scan + 14), 0x55), Buffer.from([0xff, 0xd9]), film,
      ]);
      expect(await formatOf(padded)).toMatchObject({ contentType: "image/jpeg" });
    }
  });
});

test("a GIF is called one", async () => {
  const bytes = await picture("gif");
  await expect(formatOf(bytes)).rejects.toThrow("a GIF and not a PNG, JPEG or WebP picture");
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
    expect((await formatOf(await write(true))).hasAlpha).toBe(true);
    expect((await formatOf(await write(false))).hasAlpha).toBe(false);
  });
});
