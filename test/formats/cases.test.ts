/** Files that users' programs made, and files that are signed. */
import { expect, test } from "@jest/globals";
import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileSource } from "../../components/dreamstudio/common/files/formats/byte-reader.ts";
import { mediaFormat, pictureFormat } from "../../components/dreamstudio/common/files/formats/media-format.ts";
import { credentialsState } from "../support/content-credentials.ts";
import { inMemory, saved } from "../support/files.ts";

const folder = "test/formats/cases";

const size = { width: 192, height: 128 };
const plain = { ...size, orientation: 1, contentCredentials: false, hasAlpha: false, bytesBehindEnd: 0 };

test.each<[string, object]>([
  ["s.png", plain],
  ["s.jpg", { ...plain, components: 3 }],
  ["opaque_rgba.png", { ...plain, hasAlpha: true }],
  ["m_white_alpha.png", { ...plain, hasAlpha: true }],
  ["m_displayed.png", { ...plain, width: 128, height: 192 }],
  ["png_trail_2k.png", { ...plain, end: 408, bytesBehindEnd: 2_000 }],
  ["jpg_fill.jpg", plain],
  ["exif6.jpg", { ...plain, orientation: 6 }],
  ["cmyk.jpg", { ...plain, components: 4 }],
  ["c2pa.png", { ...plain, contentCredentials: true }],
  ["c2pa.jpg", { ...plain, contentCredentials: true }],
  ["c2pa.webp", { ...plain, contentCredentials: true }],
])("%s is whole", async (name, expected) => {
  const format = await pictureFormat(inMemory(await readFile(join(folder, name))));
  expect(format).toMatchObject(expected);
  expect(format).not.toHaveProperty("fault");
});

test("a JPEG that ends 1 KB behind its small picture is cut short", async () => {
  const bytes = await readFile(join(folder, "jpg_thumb_trunc.jpg"));
  expect(await pictureFormat(inMemory(bytes))).toMatchObject({ width: 192, height: 128, fault: "is cut short" });
});

test("a HEIC is called one, with what to do", async () => {
  const bytes = await readFile(join(folder, "s.heic"));
  await expect(pictureFormat(inMemory(bytes))).rejects.toMatchObject({
    message: "is a HEIC picture and not a PNG, JPEG or WebP picture",
    advice: expect.stringContaining("Most Compatible"),
  });
});

const signed = ["png", "jpg", "webp", "mp4"];

test.each(signed)("a signed %s says so, and is valid for the official reader", async (extension) => {
  const bytes = await readFile(join(folder, "signed", `signed-a.${extension}`));
  const format = await mediaFormat(inMemory(bytes));
  expect(format).toMatchObject({ extension, contentCredentials: true, end: bytes.length });
  expect(format).not.toHaveProperty("fault");
  expect(await credentialsState(bytes, format.contentType)).toBe("Valid");
});

test("one byte that is changed makes it invalid for the official reader", async () => {
  const bytes = await readFile(join(folder, "signed", "signed-a.png"));
  bytes.writeUInt8(bytes.readUInt8(12_000) ^ 1, 12_000);
  expect(await credentialsState(bytes, "image/png")).toBe("Invalid");
  expect(await credentialsState(await readFile(join(folder, "s.png")), "image/png")).toBeUndefined();
});

test("a file on disk tells the same as one in memory, through one buffer", async () => {
  const bytes = await readFile(join(folder, "signed", "signed-a.jpg"));
  const temporary = await mkdtemp(join(tmpdir(), "dreamstudio-test-"));
  const file = await open(await saved(temporary, "signed.part", bytes));
  try {
    const source = fileSource(file, bytes.length);
    expect(await mediaFormat(source)).toStrictEqual(await mediaFormat(inMemory(bytes)));
    expect((await source.read(0, 100)).buffer).toBe((await source.read(200, 100)).buffer);
  } finally {
    await file.close();
    await rm(temporary, { recursive: true });
  }
});
