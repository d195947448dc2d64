/** Texts in pictures of all forms: whatever the text, it is read again by others, and not one pixel changes. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import sharp, { type Sharp } from "sharp";
import { metadataInsertions } from "../../components/dreamstudio/common/files/metadata-insertions.ts";
import { pictureFormat } from "../../components/dreamstudio/common/files/formats/media-format.ts";
import { inputsToTry } from "../support/depth.ts";
import { inMemory } from "../support/files.ts";
import { decodedPixels, descriptionIn } from "../support/metadata.ts";

interface Form {
  contentType: string;
  write: (picture: Sharp) => Sharp;
  channels?: 3 | 4;
  /** Bytes behind the first two of the file. */
  inserts?: Buffer;
}

/** The segment that most programs, but not sharp, begin a JPEG with. */
const jfif = Buffer.from("\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0", "latin1");

const png = "image/png";
const jpeg = "image/jpeg";
const webp = "image/webp";

const forms: Readonly<Record<string, Form>> = {
  PNG: { contentType: png, write: (picture) => picture.png() },
  "PNG with alpha": { contentType: png, write: (picture) => picture.png(), channels: 4 },
  "PNG with a palette": { contentType: png, write: (picture) => picture.png({ palette: true }), channels: 4 },
  "PNG, interlaced": { contentType: png, write: (picture) => picture.png({ progressive: true }) },
  JPEG: { contentType: jpeg, write: (picture) => picture.jpeg() },
  "JPEG with JFIF": { contentType: jpeg, write: (picture) => picture.jpeg(), inserts: jfif },
  "JPEG, progressive": { contentType: jpeg, write: (picture) => picture.jpeg({ progressive: true }) },
  "JPEG in CMYK": { contentType: jpeg, write: (picture) => picture.toColorspace("cmyk").jpeg() },
  "JPEG with Exif": { contentType: jpeg, write: (picture) => picture.withExif({ IFD0: { Copyright: "x" } }).jpeg() },
  "WebP, lossy": { contentType: webp, write: (picture) => picture.webp() },
  "WebP, lossless": { contentType: webp, write: (picture) => picture.webp({ lossless: true }) },
  "WebP, lossless with alpha": { contentType: webp, write: (picture) => picture.webp({ lossless: true }), channels: 4 },
  "WebP, extended with alpha": { contentType: webp, write: (picture) => picture.webp(), channels: 4 },
  "WebP with Exif": { contentType: webp, write: (picture) => picture.withExif({ IFD0: { Copyright: "x" } }).webp() },
};

interface Size {
  width: number;
  height: number;
}

async function draw({ write, channels = 3, inserts }: Form, { width, height }: Size): Promise<Buffer> {
  const pixels = Buffer.from(Array.from({ length: width * height * channels }, (_, at) => at * 37 % 256));
  const bytes = await write(sharp(pixels, { raw: { width, height, channels } })).toBuffer();
  return inserts === undefined ? bytes : Buffer.concat([bytes.subarray(0, 2), inserts, bytes.subarray(2)]);
}

const headBytes = 64;

const insertionsFor = (contentType: string, picture: Buffer, text: string) =>
  metadataInsertions(contentType, { head: picture.subarray(0, headBytes), bytes: picture.length, text });

function inserted(contentType: string, picture: Buffer, text: string): Buffer {
  const pieces: Buffer[] = [];
  let copied = 0;
  for (const { at, replaces, bytes } of insertionsFor(contentType, picture, text)) {
    pieces.push(picture.subarray(copied, at), bytes);
    copied = at + replaces;
  }
  return Buffer.concat([...pieces, picture.subarray(copied)]);
}

async function expectRead(form: Form, picture: Buffer, text: string): Promise<void> {
  const told = inserted(form.contentType, picture, text);
  const inXmp = text.replace(/[\ufffe\uffff]/g, "\ufffd");
  expect(await descriptionIn(told)).toBe(form.contentType === png ? text : inXmp);
  expect(await decodedPixels(told)).toStrictEqual(await decodedPixels(picture));
  const { exif, hasAlpha } = await sharp(picture).metadata();
  expect(await sharp(told).metadata()).toMatchObject({ hasAlpha, ...exif && { exif } });
  const before = await pictureFormat(inMemory(picture));
  expect(await pictureFormat(inMemory(told))).toStrictEqual({ ...before, end: told.length });
}

/** JSON, as pictures carry it: its texts may hold anything, also halves of characters. */
const arbitraryText = fc.string({ unit: fc.oneof(
  fc.constantFrom("<", ">", "&", "]]>", "\"", "\\", "\0", "\r\n", "\ufffe", "\uffff", "\u2028", "\ud800", "🗼", "&amp;"),
  fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
), maxLength: 60 }).map((prompt) => JSON.stringify({ prompt }));

const side = fc.integer({ min: 1, max: 24 });

describe.each(Object.entries(forms))("%s", (_name, form) => {
  test("any text in a picture of any size", async () => {
    await fc.assert(fc.asyncProperty(arbitraryText, fc.record({ width: side, height: side }), async (text, size) => {
      await expectRead(form, await draw(form, size), text);
    }), { numRuns: inputsToTry(25) });
  });

  test("10,000 emoji", async () => {
    await expectRead(form, await draw(form, { width: 9, height: 7 }), JSON.stringify("🗼".repeat(10_000)));
  });
});

describe("a JPEG segment", () => {
  let picture: Buffer;
  beforeAll(async () => {
    picture = await draw({ contentType: jpeg, write: (one) => one.jpeg() }, { width: 8, height: 8 });
  });

  test("is filled to its last byte, and a text that is longer is left out", async () => {
    const [{ bytes: shortest } = { bytes: Buffer.alloc(0) }] = insertionsFor(jpeg, picture, "");
    const longest = "x".repeat(65_537 - shortest.length);
    expect(await descriptionIn(inserted(jpeg, picture, longest))).toBe(longest);
    expect(inserted(jpeg, picture, longest).length - picture.length).toBe(65_537);
    expect(insertionsFor(jpeg, picture, `${longest}x`)).toStrictEqual([]);
  });

  test("has the text as bytes, not as characters", () => {
    expect(insertionsFor(jpeg, picture, "🗼".repeat(16_500))).toStrictEqual([]);
    expect(insertionsFor(jpeg, picture, "x".repeat(16_500))).toHaveLength(1);
  });
});

test("JFIF stays at the beginning of a JPEG, where its document wants it", () => {
  const picture = Buffer.concat([Buffer.from([0xff, 0xd8]), jfif, Buffer.alloc(100)]);
  expect(insertionsFor(jpeg, picture, "x")).toMatchObject([{ at: 2 + jfif.length, replaces: 0 }]);
});

test("a WebP that has XMP already keeps it", async () => {
  const xmp = "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"/>";
  const picture = await draw({ contentType: webp, write: (one) => one.withXmp(xmp).webp() }, { width: 8, height: 8 });
  expect(insertionsFor(webp, picture, "x")).toStrictEqual([]);
});

test("what is no picture has no place for a text", () => {
  expect(insertionsFor("video/mp4", Buffer.alloc(100), "x")).toStrictEqual([]);
});
