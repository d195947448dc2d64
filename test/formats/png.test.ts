/** PNGs by their chunks: legal and broken ones, with libvips as the judge. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { pictureFormat } from "../../components/dreamstudio/common/files/formats/media-format.ts";
import { inMemory } from "../support/files.ts";
import { counted, expectAgreement, judged, ours, type Verdict } from "./judge.ts";
import { chunksOf, end, headerChunk, pngOf, type Chunk } from "./png-parts.ts";

const chunk = (type: string, data: Buffer | string = "", off = 0): Chunk => ({ type, data: Buffer.from(data), off });

const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Enough rows of zeros for a picture of 4x4 pixels. */
const packed = (colorType = 2, depth = 8) =>
  deflateSync(Buffer.alloc(4 * (1 + Math.ceil(4 * (samples[colorType] ?? 1) * depth / 8))));
const pixels = (colorType = 2, depth = 8) => chunk("IDAT", packed(colorType, depth));
const palette = (colors: number) => chunk("PLTE", Buffer.alloc(colors * 3));
const color = headerChunk({});
const indexed = headerChunk({ colorType: 3 });
const text = chunk("tEXt", "a\0b");

describe("every kind of header is whole where PNG has it, and nowhere else", () => {
  const depths = [0, 1, 2, 3, 4, 8, 16, 32];
  const kinds = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((colorType) => depths.map((depth) => [colorType, depth]));
  test.each(kinds)("color type %d with %d bits", async (colorType = 0, depth = 0) => {
    const png = pngOf([headerChunk({ colorType, depth }), palette(2), pixels(colorType, depth), end]);
    expect(await judged(png)).not.toBe("doubtful");
    await expectAgreement(png);
  });
});

test.each<[string, Chunk[], Verdict, string | undefined]>([
  ["plain", [color, pixels(), end], "whole", undefined],
  ["its pixels in pieces, some of them empty",
    [color, chunk("IDAT"), chunk("IDAT", packed().subarray(0, 3)), chunk("IDAT", packed().subarray(3)), end], "whole", undefined],
  ["no pixels", [color, end], "broken", "has no pixels"],
  ["empty pixels", [color, chunk("IDAT"), end], "broken", "has no pixels"],
  ["a hole", [color, chunk("IDAT", packed().subarray(0, 3)), text, chunk("IDAT", packed().subarray(3)), end], "broken",
    "has a hole in its pixels"],
  ["0x0", [headerChunk({ width: 0, height: 0 }), pixels(), end], "broken", "is of 0x0 pixels"],
  ["0 wide", [headerChunk({ width: 0 }), pixels(), end], "broken", "is of 0x4 pixels"],
  ["too wide", [headerChunk({ width: 2 ** 31 }), pixels(), end], "broken", "is damaged: its header is of no kind that PNG has"],
  ["another compression", [headerChunk({ compression: 1 }), pixels(), end], "broken", "is damaged: its header is of no kind that PNG has"],
  ["another filter", [headerChunk({ filter: 1 }), pixels(), end], "broken", "is damaged: its header is of no kind that PNG has"],
  ["another interlacing", [headerChunk({ interlace: 2 }), pixels(), end], "broken", "is damaged: its header is of no kind that PNG has"],
  ["a wrong checksum of its header", [{ ...color, off: 1 }, pixels(), end], "broken", "is damaged: the checksum of its IHDR chunk is wrong"],
  ["a wrong checksum of its pixels", [color, { ...pixels(), off: 1 }, end], "broken", "is damaged: the checksum of its IDAT chunk is wrong"],
  ["a wrong checksum of a text", [color, { ...text, off: 1 }, pixels(), end], "whole", undefined],
  ["a wrong checksum of a tRNS", [color, chunk("tRNS", Buffer.alloc(6), 1), pixels(), end], "broken",
    "is damaged: the checksum of its tRNS chunk is wrong"],
  ["an unknown chunk", [color, chunk("abCd", "x"), pixels(), end], "whole", undefined],
  ["an unknown chunk that is needed", [color, chunk("ABCD", "x"), pixels(), end], "broken", "has a chunk ABCD, which nobody can read"],
  ["a chunk that is no chunk", [color, chunk("a1Cd", "x"), pixels(), end], "broken", "is damaged: there is no PNG chunk at byte 33"],
  ["two headers", [color, color, pixels(), end], "broken", "has a chunk IHDR, which nobody can read"],
  ["a header behind a text", [text, color, pixels(), end], "broken", "is damaged: it does not begin with its size"],
  ["a header of 14 bytes", [chunk("IHDR", Buffer.concat([color.data, Buffer.alloc(1)])), pixels(), end], "broken",
    "is damaged: it does not begin with its size"],
  ["a palette", [indexed, palette(256), pixels(3), end], "whole", undefined],
  ["no palette", [indexed, pixels(3), end], "broken", "has no palette for its pixels"],
  ["a palette behind the pixels", [indexed, pixels(3), palette(2), end], "broken", "has no palette for its pixels"],
  ["two palettes", [indexed, palette(2), palette(2), pixels(3), end], "broken", "has two palettes"],
  ["257 colors", [indexed, palette(257), pixels(3), end], "broken", "has a palette of no length that PNG has"],
  ["half a color", [indexed, chunk("PLTE", Buffer.alloc(7)), pixels(3), end], "broken", "has a palette of no length that PNG has"],
  ["half a color that nobody needs", [color, chunk("PLTE", Buffer.alloc(7)), pixels(), end], "whole", undefined],
  ["2,000 texts", [color, ...Array.from({ length: 2_000 }, () => text), pixels(), end], "whole", undefined],
])("%s", async (_name, chunks, verdict, fault) => {
  const png = pngOf(chunks);
  expect((await ours(png)).fault).toBe(fault);
  const judgement = await judged(png);
  expect(judgement).toBe(verdict);
});

/**
 * The judge stops reading behind the last row of pixels; we go on, for a file that lacks its end may lack more.
 * It also passes over unknown chunks before the header, which PNG forbids and no program writes.
 */
test.each<[string, Buffer, string]>([
  ["no end", pngOf([color, pixels()]), "is cut short"],
  ["an unknown chunk before the header", pngOf([chunk("abCd"), color, pixels(), end]), "is damaged: it does not begin with its size"],
  ["half an end", pngOf([color, pixels(), end]).subarray(0, -1), "is cut short"],
  ["a text that is cut", pngOf([color, pixels(), text]).subarray(0, -6), "is cut short"],
  ["a wrong checksum of the end", pngOf([color, pixels(), { ...end, off: 1 }]), "is damaged: the checksum of its IEND chunk is wrong"],
  ["a chunk behind the pixels that nobody knows", pngOf([color, pixels(), chunk("ABCD"), end]), "has a chunk ABCD, which nobody can read"],
])("refused although the judge does not see it: %s", async (_name, png, fault) => {
  expect(await judged(png)).toBe("whole");
  expect((await ours(png)).fault).toBe(fault);
});

/** We follow chunks and do not unpack pixels, which takes a second for a large picture. */
test("taken although the judge finds rows missing in pixels that are packed whole", async () => {
  const png = pngOf([color, chunk("IDAT", deflateSync(Buffer.alloc(20))), end]);
  expect(await judged(png)).toBe("broken");
  expect(await ours(png)).not.toHaveProperty("fault");
});

test.each<[string, Chunk[], boolean]>([
  ["none", [color, pixels()], false],
  ["of a color", [color, chunk("tRNS", Buffer.alloc(6)), pixels()], true],
  ["of a color, with a byte too few", [color, chunk("tRNS", Buffer.alloc(5)), pixels()], false],
  ["of a color, behind the pixels", [color, pixels(), chunk("tRNS", Buffer.alloc(6))], false],
  ["of as many colors as the palette has", [indexed, palette(2), chunk("tRNS", Buffer.alloc(2)), pixels(3)], true],
  ["of more colors than the palette has", [indexed, palette(2), chunk("tRNS", Buffer.alloc(3)), pixels(3)], false],
  ["of no color", [indexed, palette(2), chunk("tRNS"), pixels(3)], false],
  ["before the palette", [indexed, chunk("tRNS", Buffer.alloc(1)), palette(2), pixels(3)], false],
  ["of every pixel", [headerChunk({ colorType: 6 }), pixels(6)], true],
])("transparency: %s", async (_name, chunks, expected) => {
  const png = pngOf([...chunks, end]);
  expect((await sharp(png).metadata()).hasAlpha).toBe(expected);
  expect((await pictureFormat(inMemory(png))).hasAlpha).toBe(expected);
});

test("how it is turned is told by the first Exif that begins like one", async () => {
  const exif = (orientation: number) =>
    chunk("eXIf", Buffer.from(`4d4d002a000000080001011200030000000100${orientation.toString(16).padStart(2, "0")}000000000000`, "hex"));
  const files: [Chunk[], number][] = [
    [[exif(6)], 6],
    [[exif(6), exif(3)], 6],
    [[chunk("eXIf", "nothing"), exif(3)], 3],
    [[chunk("eXIf", "MM\0*\0"), exif(3)], 1],
  ];
  for (const [chunks, orientation] of files) {
    const png = pngOf([color, ...chunks, pixels(), end]);
    expect((await sharp(png).metadata()).orientation ?? 1).toBe(orientation);
    expect(await ours(png)).toMatchObject({ orientation });
  }
});

test("an animated PNG is one of more than one frame, which says so before its pixels", async () => {
  const animation = (frames: number) => {
    const data = Buffer.alloc(8);
    data.writeUInt32BE(frames);
    return chunk("acTL", data);
  };
  const isAnimated = async (chunks: Chunk[]) => (await pictureFormat(inMemory(pngOf([...chunks, end])))).isAnimated;
  expect(await isAnimated([color, animation(2), pixels()])).toBe(true);
  expect(await isAnimated([color, animation(1), pixels()])).toBe(false);
  expect(await isAnimated([color, chunk("acTL", "1234567"), pixels()])).toBe(false);
});

test("any PNG of any chunks: what the judge reads is taken, what it cannot read is refused", async () => {
  const drawn = fc.record({
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 40 }),
    channels: fc.constantFrom<1 | 2 | 3 | 4>(1, 2, 3, 4),
    options: fc.record({ palette: fc.boolean(), progressive: fc.boolean() }),
    orientation: fc.integer({ min: 1, max: 8 }),
  });
  const extra = fc.record({
    type: fc.oneof(fc.stringMatching(/^[A-Za-z]{4}$/), fc.stringMatching(/^[a-z]{2}[A-Z][a-z]$/)),
    data: fc.uint8Array({ maxLength: 50 }).map((data) => Buffer.from(data)),
  });
  const change = fc.oneof(
    fc.record({ kind: fc.constant("insert" as const), at: fc.nat(), extra }),
    fc.record({ kind: fc.constantFrom("remove", "repeat", "spoil", "split"), at: fc.nat() }),
  );
  const tail = fc.integer({ min: -60, max: 60 });
  await fc.assert(fc.asyncProperty(drawn, fc.array(change, { maxLength: 3 }), tail, async (one, changes, rest) => {
    const { width, height, channels, options, orientation } = one;
    const raw = { width, height, channels };
    const noise = Buffer.from(Array.from({ length: width * height * channels }, (_, at) => at * 89 % 251));
    const chunks = chunksOf(await sharp(noise, { raw }).withMetadata({ orientation }).png(options).toBuffer());
    for (const step of changes) {
      // Behind the pixels the judge sees nothing.
      const last = chunks.findLastIndex(({ type }) => type === "IDAT");
      const at = step.at % Math.max(1, last);
      const [old = end] = chunks.slice(at);
      if (step.kind === "insert") chunks.splice(at + 1, 0, step.extra);
      else if (step.kind === "remove") chunks.splice(at, 1);
      else if (step.kind === "repeat") chunks.splice(at, 0, old);
      else if (step.kind === "spoil") chunks.splice(at, 1, { ...old, off: 1 });
      else chunks.splice(at, 1, { ...old, data: old.data.subarray(0, 5) }, { ...old, data: old.data.subarray(5) });
    }
    const png = pngOf(chunks);
    // A cut behind the last row of pixels is one that the judge does not see.
    const pixelsAt = pngOf(chunks.slice(0, chunks.findIndex(({ type }) => type === "IDAT"))).length + 8;
    const cut = png.subarray(0, rest < 0 ? Math.max(0, pixelsAt + rest) : png.length);
    await expectAgreement(Buffer.concat([cut, Buffer.alloc(Math.max(0, rest), 7)]));
  }), { numRuns: 150 });
});

test("bytes behind the end are counted, and no fault", async () => {
  const png = pngOf([color, pixels(), end]);
  expect(await pictureFormat(inMemory(Buffer.concat([png, Buffer.alloc(2_000)]))))
    .toMatchObject({ end: png.length, bytesBehindEnd: 2_000 });
});

test("reads every byte once, in small pieces, whatever the length of its chunks", async () => {
  for (const chunks of [[chunk("abCd", Buffer.alloc(5_000_000)), pixels()], [chunk("IDAT", Buffer.alloc(5_000_000))]]) {
    const { source, count } = counted(pngOf([color, ...chunks, end]));
    await pictureFormat(source);
    expect(count.largest).toBeLessThanOrEqual(65_536);
    expect(count.bytes).toBeLessThan(source.bytes + 200_000);
  }
});

test("a megabyte of empty chunks costs a read for every 64 KiB", async () => {
  const { source, count } = counted(pngOf([color, ...Array.from({ length: 87_381 }, () => chunk("abCd")), pixels(), end]));
  expect(await pictureFormat(source)).not.toHaveProperty("fault");
  expect(count.reads).toBeLessThanOrEqual(20);
});
