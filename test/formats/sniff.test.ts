/** What a file is called by its first bytes, and what a user is told to do about it. */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import sharp, { type Sharp } from "sharp";
import { mediaFormat, pictureFormat } from "../../components/dreamstudio/common/files/formats/media-format.ts";
import { inMemory } from "../support/files.ts";
import { counted } from "./judge.ts";

/** Bytes as text, a character each, and room behind them for a walk. */
const bytesOf = (text: string) => Buffer.concat([Buffer.from(text, "latin1"), Buffer.alloc(100)]);

const refusal = (bytes: Buffer) => pictureFormat(inMemory(bytes)).then(
  () => undefined,
  (error: unknown) => error as { name: string; message: string; advice: string },
);

const iso = (brand: string, ...others: string[]) => {
  const box = Buffer.from(`\0\0\0\0ftyp${brand}\0\0\0\0${others.join("")}`, "latin1");
  box.writeUInt32BE(box.length);
  return Buffer.concat([box, Buffer.alloc(100)]);
};

const convert = "convert it to PNG, JPEG or WebP";
const frame = "save one of its frames as PNG, JPEG or WebP";
const give = undefined;
const unpack = "unpack it and give the file that is in it";
const heicAdvice = expect.stringMatching(/^convert it to PNG, JPEG or WebP: on the iPhone/);

test.each<[string, Buffer, unknown]>([
  ["a HEIC picture", iso("heic", "mif1", "heic"), heicAdvice],
  ["a HEIC picture", iso("mif1", "miaf", "heix"), heicAdvice],
  ["a HEIF picture", iso("mif1", "miaf"), heicAdvice],
  ["an AVIF picture", iso("avif", "mif1", "miaf"), convert],
  ["an AVIF picture", iso("mif1", "avif"), convert],
  ["an M4A sound", iso("M4A ", "isom"), give],
  ["an MP4 video", iso("isom", "iso2"), frame],
  ["a QuickTime video", iso("qt  "), frame],
  ["an AVI video", bytesOf("RIFF\x24\0\0\0AVI LIST"), frame],
  ["a WebM or Matroska video", bytesOf("\x1aE\xdf\xa3"), frame],
  ["a TIFF picture", bytesOf("II*\0"), convert],
  ["a TIFF picture", bytesOf("MM\0*"), convert],
  ["a BMP picture", bytesOf("BM\x36\x03\0\0\0\0\0\0"), convert],
  ["a GIF picture", bytesOf("GIF89a"), convert],
  ["a GIF picture", bytesOf("GIF87a"), convert],
  ["a JPEG XL picture", bytesOf("\0\0\0\x0cJXL \r\n\x87\n"), convert],
  ["an SVG drawing", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"), `${convert}: export it as PNG`],
  ["an SVG drawing", Buffer.from("\ufeff\n<?xml version=\"1.0\"?>\n<!-- drawn by hand --><!DOCTYPE svg PUBLIC '-//W3C'>\n<svg >"),
    `${convert}: export it as PNG`],
  ["a PDF", bytesOf("%PDF-1.7"), "save the page that you need as a picture"],
  ["an OGG sound", bytesOf("OggS"), give],
  ["a FLAC sound", bytesOf("fLaC"), give],
  ["a FLAC sound", bytesOf("ID3\x04\0\0\0\0\0\x05\0\0\0\0\0fLaC"), give],
  ["an AAC sound", bytesOf("\xff\xf1\x50\x80"), give],
  ["an AIFF sound", bytesOf("FORM\0\0\0\x20AIFF"), give],
  ["an MP3 sound", bytesOf("\xff\xfb\x90\x64"), give],
  ["an MP3 sound", bytesOf("ID3\x04\0\0\0\0\0\x05\0\0\0\0\0\xff\xfb\x90\x64"), give],
  ["a WAV sound", bytesOf("RIFF\x24\0\0\0WAVEfmt "), give],
  ["a GLB model", bytesOf("glTF\x02\0\0\0"), give],
  ["a ZIP archive", bytesOf("PK\x03\x04"), unpack],
  ["a gzip archive", bytesOf("\x1f\x8b\x08"), unpack],
  ["a web page (\"Sign in\")", Buffer.from("\r\n<!doctype html><title>Sign in</title>"), expect.stringContaining("the address of the file itself")],
  ["a web page", Buffer.from("<html lang=\"de\">"), expect.stringContaining("the address of the file itself")],
  ["an XML text", Buffer.from("<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>"), give],
  ["JSON", Buffer.from("\ufeff {\"image\": \"\"}"), give],
  ["JSON", Buffer.from("[]"), give],
  ["a text that holds a data URI", Buffer.from("data:image/png;base64,iVBORw0KGgo="), "give the data URI itself"],
  ["a text", Buffer.from("Grüße aus Köln 🗼"), give],
  ["a text", Buffer.from("\ufeffPNG", "utf16le"), give],
  ["a file of an unknown type", bytesOf("\x01\x02\x03"), give],
  ["a file of an unknown type", Buffer.from("caf\xe9 abcdefgh", "latin1"), give],
  ["empty", Buffer.alloc(0), give],
])("%s", async (name, bytes, advice) => {
  expect(await refusal(bytes)).toMatchObject({
    name: "WrongTypeError",
    message: `is ${name} and not a PNG, JPEG or WebP picture`,
    advice,
  });
});

test.each<[string, (picture: Sharp) => Sharp, string]>([
  ["TIFF", (picture) => picture.tiff(), "is a TIFF picture"],
  ["GIF", (picture) => picture.gif(), "is a GIF picture"],
  ["AVIF", (picture) => picture.avif(), "is an AVIF picture"],
])("a %s that others write", async (_name, write, expected) => {
  const bytes = await write(sharp({ create: { width: 8, height: 8, channels: 3, background: "teal" } })).toBuffer();
  expect((await refusal(bytes))?.message).toContain(expected);
});

test("what the API cannot have made is named as it is where it answers, too", async () => {
  await expect(mediaFormat(inMemory(Buffer.from("<html>")))).rejects.toThrow("is a web page and not ");
});

test("any bytes get an answer, from little of the file, and no failure of ours", async () => {
  const beginning = fc.constantFrom(
    "", "\x89PNG\r\n\x1a\n", "\xff\xd8\xff", "RIFF\x20\0\0\0WEBP", "\0\0\0\x10ftypisom", "ID3\x04\0\x10", "glTF",
    "RIFF\x20\0\0\0WAVEfmt ", "\xff\xfb\x90\x64", "<svg", "<?xml", "{", "data:", "\ufeff",
  );
  const rest = fc.uint8Array({ maxLength: 300 });
  await fc.assert(fc.asyncProperty(beginning, rest, async (head, tail) => {
    const { source, count } = counted(Buffer.concat([Buffer.from(head, "latin1"), tail]));
    try {
      const { end, bytesBehindEnd } = await mediaFormat(source);
      expect(end + bytesBehindEnd).toBe(source.bytes);
    } catch (error) {
      expect(error).toMatchObject({ name: "WrongTypeError", message: expect.stringMatching(/^is .+ and not /) });
    }
    expect(count.reads).toBeLessThan(20);
  }), { numRuns: 500 });
});
