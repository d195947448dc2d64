/** WebPs by their chunks: legal and broken ones, with libvips as the judge. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import sharp from "sharp";
import { pictureFormat } from "../../components/dreamstudio/common/files/formats/media-format.ts";
import { inMemory } from "../support/files.ts";
import { counted, expectAgreement, judged, ours, type Verdict } from "./judge.ts";

interface Drawn {
  width?: number;
  height?: number;
  channels?: 3 | 4;
  lossless?: boolean;
  frames?: number;
  orientation?: number;
}

function webp(drawn: Drawn = {}): Promise<Buffer> {
  const { width = 40, height = 30, channels = 3, lossless = false, frames = 1, orientation } = drawn;
  const noise = Buffer.from(Array.from({ length: width * height * frames * channels }, (_, at) => at * 89 % 251));
  const raw = { width, height: height * frames, channels, ...frames > 1 && { pageHeight: height } };
  const picture = sharp(noise, { raw });
  return (orientation === undefined ? picture : picture.withMetadata({ orientation })).webp({ lossless }).toBuffer();
}

interface Chunk {
  type: string;
  data: Buffer;
  /** Another length than that of the data. */
  length?: number;
}

const chunk = (type: string, data: Buffer | string | number[] = ""): Chunk => ({ type, data: Buffer.from(data as string) });

function chunkBytes({ type, data, length = data.length }: Chunk): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, "latin1");
  head.writeUInt32LE(length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

/** @param off what is added to the length of the file, to make it wrong */
function webpOf(chunks: readonly Chunk[], off = 0): Buffer {
  const body = Buffer.concat(chunks.map(chunkBytes));
  const head = Buffer.from("RIFF\0\0\0\0WEBP");
  head.writeUInt32LE((body.length + 4 + off + 2 ** 32) % 2 ** 32, 4);
  return Buffer.concat([head, body]);
}

function chunksOf(bytes: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 12; at < bytes.length;) {
    const length = bytes.readUInt32LE(at + 4);
    chunks.push({ type: bytes.toString("latin1", at, at + 4), data: bytes.subarray(at + 8, at + 8 + length) });
    at += 8 + length + length % 2;
  }
  return chunks;
}

const animationFlag = 2;
const alphaFlag = 16;

function header(flags = 0, width = 40, height = 30): Chunk {
  const data = Buffer.alloc(10);
  data.writeUInt8(flags, 0);
  data.writeUIntLE(width - 1, 4, 3);
  data.writeUIntLE(height - 1, 7, 3);
  return chunk("VP8X", data);
}

function frameOf(pixels: readonly Chunk[], x = 0): Chunk {
  const head = Buffer.from([x / 2, 0, 0, 0, 0, 0, 39, 0, 0, 29, 0, 0, 0, 0, 0, 0]);
  return chunk("ANMF", Buffer.concat([head, ...pixels.map(chunkBytes)]));
}

const animation = chunk("ANIM", Buffer.alloc(6));
const unknown = chunk("ABCD", "12345");

let lossy: Chunk;
let lossless: Chunk;
beforeAll(async () => {
  [lossy = unknown] = chunksOf(await webp());
  [lossless = unknown] = chunksOf(await webp({ lossless: true }));
});

/** The pixels with some of their bytes set. */
const spoiled = (at: number, ...values: number[]) => {
  const data = Buffer.from(lossy.data);
  data.set(values, at);
  return chunk("VP8 ", data);
};

const kind = "is damaged: its pixels are of no kind that WebP has";

test.each<[string, () => Buffer, Verdict, string | undefined]>([
  ["lossy", () => webpOf([lossy]), "whole", undefined],
  ["lossless", () => webpOf([lossless]), "whole", undefined],
  ["extended", () => webpOf([header(), lossy]), "whole", undefined],
  ["extended and lossless", () => webpOf([header(), lossless]), "whole", undefined],
  ["a chunk that nobody knows", () => webpOf([header(), unknown, lossy]), "whole", undefined],
  ["such a chunk first", () => webpOf([unknown, lossy]), "broken", "is damaged: it does not begin with its size"],
  ["credentials behind simple pixels", () => webpOf([lossy, chunk("C2PA", "123")]), "whole", undefined],
  ["a longer header", () => webpOf([chunk("VP8X", Buffer.concat([header().data, Buffer.alloc(2)])), lossy]), "whole", undefined],
  ["a shorter header", () => webpOf([chunk("VP8X", Buffer.alloc(8)), lossy]), "broken", "is damaged: its header is not whole"],
  ["a header of another size", () => webpOf([header(0, 41), lossy]), "broken",
    "is damaged: its pixels are of another size than it says"],
  ["transparency before something else than pixels",
    () => webpOf([header(alphaFlag), chunk("ALPH", Buffer.alloc(1_201)), unknown, lossy]), "broken",
    "is damaged: its transparency is without pixels"],
  ["transparency before pixels", () => webpOf([header(alphaFlag), chunk("ALPH", Buffer.alloc(1_201)), lossy]), "whole", undefined],
  ["two headers", () => webpOf([header(), header(), lossy]), "broken", "is damaged: it tells its size twice"],
  ["no pixels", () => webpOf([header()]), "broken", "has no pixels"],
  ["pixels twice", () => webpOf([header(), lossy, lossy]), "broken", "is damaged: it has its pixels twice"],
  ["cut by a byte", () => webpOf([lossy]).subarray(0, -1), "broken", "is cut short"],
  ["cut in a chunk behind its pixels", () => webpOf([header(), lossy, unknown]).subarray(0, -2), "broken", "is cut short"],
  ["cut by the byte that makes a length even", () => webpOf([header(), lossy, unknown]).subarray(0, -1), "broken", "is cut short"],
  ["cut in its head", () => webpOf([lossy]).subarray(0, 17), "broken", "is cut short"],
  ["a length of 0", () => webpOf([lossy], -lossy.data.length - 12), "broken", "is damaged: it says that it has 0 bytes"],
  ["a length of 11", () => webpOf([lossy], -lossy.data.length - 1), "broken", "is damaged: it says that it has 11 bytes"],
  ["an odd length", () => webpOf([lossy], -1), "broken", "is damaged: the chunk at byte 12 is longer than what it is in"],
  ["an odd length without the byte behind it", () => webpOf([header(), lossy, unknown], -1).subarray(0, -1), "broken",
    "is damaged: its length is odd"],
  ["an odd length with the byte behind it", () => webpOf([header(), lossy, unknown], -1), "broken", "is damaged: its length is odd"],
  ["the greatest length", () => webpOf([lossy], -lossy.data.length - 13), "broken", "is cut short"],
  ["a chunk longer than the file", () => webpOf([{ ...lossy, length: 2 ** 32 - 1 }]), "broken",
    "is damaged: the chunk at byte 12 is longer than what it is in"],
  ["an empty chunk of pixels", () => webpOf([chunk("VP8 ")]), "broken", "is damaged: its pixels do not begin"],
  ["six bytes that are no chunk", () => Buffer.concat([webpOf([lossy], 6), Buffer.alloc(6)]), "broken", "is cut short"],
  ["another signature", () => webpOf([spoiled(3, 0)]), "broken", kind],
  ["no key frame", () => webpOf([spoiled(0, lossy.data.readUInt8(0) | 1)]), "broken", kind],
  ["a frame that is not shown", () => webpOf([spoiled(0, lossy.data.readUInt8(0) & ~16)]), "broken", kind],
  ["a first part longer than the pixels", () => webpOf([spoiled(2, 255)]), "broken", "is damaged: a part of its pixels is missing"],
  ["0x30", () => webpOf([spoiled(6, 0, 0)]), "broken", "is of 0x30 pixels"],
  ["an animation", () => webpOf([header(animationFlag), animation, frameOf([lossy])]), "whole", undefined],
  ["an animation without its head", () => webpOf([header(animationFlag), frameOf([lossy])]), "broken",
    "is damaged: its frames begin without their head"],
  ["an animation without frames", () => webpOf([header(animationFlag), animation]), "broken", "has no pixels"],
  ["a frame without pixels", () => webpOf([header(animationFlag), animation, frameOf([])]), "broken", "has a frame without pixels"],
  ["a frame beside the picture", () => webpOf([header(animationFlag), animation, frameOf([lossy], 2)]), "broken",
    "is damaged: a frame is larger than the picture"],
  ["frames that the header does not tell of", () => webpOf([header(), animation, frameOf([lossy])]), "broken", "has no pixels"],
])("%s", async (_name, make, verdict, fault) => {
  const bytes = make();
  expect((await ours(bytes)).fault).toBe(fault);
  expect(await judged(bytes)).toBe(verdict);
});

describe("what it tells", () => {
  test.each<[string, Drawn]>([
    ["lossy", {}],
    ["lossy with alpha", { channels: 4 }],
    ["lossless", { lossless: true }],
    ["lossless with alpha", { lossless: true, channels: 4 }],
    ["two frames", { frames: 2 }],
    ["two frames with alpha", { frames: 2, channels: 4 }],
    ["turned", { orientation: 8 }],
  ])("%s", async (_name, drawn) => {
    await expectAgreement(await webp(drawn));
  });

  test("alpha is what the header says", async () => {
    expect(await ours(webpOf([header(alphaFlag), lossy]))).toMatchObject({ hasAlpha: true });
    expect(await ours(webpOf([header(), lossy]))).toMatchObject({ hasAlpha: false });
  });

  test("how it is turned is read where the header tells of it, and nowhere else", async () => {
    const exif = chunksOf(await webp({ orientation: 6 })).find(({ type }) => type === "EXIF") ?? unknown;
    const exifFlag = 8;
    const files: [Buffer, number][] = [
      [webpOf([header(exifFlag), lossy, exif]), 6],
      [webpOf([header(exifFlag), lossy, chunk("EXIF"), exif]), 1],
      [webpOf([header(), lossy, exif]), 1],
      [webpOf([lossy, exif]), 1],
    ];
    for (const [bytes, orientation] of files) {
      expect(await ours(bytes)).toMatchObject({ orientation });
      expect((await sharp(bytes).metadata()).orientation ?? 1).toBe(orientation);
    }
  });

  test("one frame is no animation", async () => {
    const frame = frameOf([lossy]);
    expect(await ours(webpOf([header(animationFlag), animation, frame]))).toMatchObject({ isAnimated: false });
    expect(await ours(webpOf([header(animationFlag), animation, frame, frame]))).toMatchObject({ isAnimated: true });
  });

  test("bytes behind the end are counted", async () => {
    const bytes = webpOf([lossy]);
    expect(await pictureFormat(inMemory(Buffer.concat([bytes, Buffer.alloc(99)]))))
      .toMatchObject({ end: bytes.length, bytesBehindEnd: 99 });
  });
});

test("any WebP of any chunks: what the judge reads is taken, what it cannot read is refused", async () => {
  const drawn = fc.record({
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 40 }),
    channels: fc.constantFrom<3 | 4>(3, 4),
    lossless: fc.boolean(),
    frames: fc.integer({ min: 1, max: 3 }),
    orientation: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
  });
  const extra = fc.record({
    type: fc.constantFrom("ABCD", "EXIF", "XMP ", "C2PA", "ICCP"),
    data: fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes)),
  });
  const change = fc.oneof(
    fc.record({ kind: fc.constant("insert" as const), at: fc.nat(), extra }),
    fc.record({ kind: fc.constantFrom("remove", "repeat"), at: fc.nat() }),
    fc.record({ kind: fc.constant("stretch" as const), at: fc.nat(), by: fc.integer({ min: -20, max: 20 }) }),
  );
  const off = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: -40, max: 40 }));
  const tail = fc.integer({ min: -60, max: 60 });
  const changeList = fc.array(change, { maxLength: 2 });
  await fc.assert(fc.asyncProperty(drawn, changeList, off, tail, async (one, changes, by, rest) => {
    const { orientation, ...others } = one;
    const chunks = chunksOf(await webp({ ...others, ...orientation !== undefined && { orientation } }));
    for (const step of changes) {
      const at = step.at % Math.max(1, chunks.length);
      const [old = unknown] = chunks.slice(at);
      if ("extra" in step) chunks.splice(at, 0, step.extra);
      // The judge goes by what is in a frame, and passes over a wrong length of it.
      else if ("by" in step && old.type === "ANMF") continue;
      else if ("by" in step) chunks.splice(at, 1, { ...old, length: Math.max(0, old.data.length + step.by) });
      else if (step.kind === "remove") chunks.splice(at, 1);
      else chunks.splice(at, 0, old);
    }
    const bytes = webpOf(chunks, by);
    // The judge takes some zeros that the length counts, but that are no chunk, and refuses others.
    const isCut = rest < 0 || by > 0;
    const cut = bytes.subarray(0, bytes.length + Math.min(0, rest));
    await expectAgreement(isCut ? cut : Buffer.concat([bytes, Buffer.alloc(rest)]));
  }), { numRuns: 150 });
});

test("long chunks are not read, and a megabyte of empty ones costs a read for every 64 KiB", async () => {
  const long = counted(webpOf([header(), chunk("ABCD", Buffer.alloc(5_000_000)), lossy]));
  expect(await pictureFormat(long.source)).not.toHaveProperty("fault");
  expect(long.count.bytes).toBeLessThan(200_000);
  const many = counted(webpOf([header(), lossy, ...Array.from({ length: 131_072 }, () => chunk("ABCD"))]));
  expect(await pictureFormat(many.source)).not.toHaveProperty("fault");
  expect(many.count.reads).toBeLessThanOrEqual(20);
  expect(many.count.largest).toBeLessThanOrEqual(65_536);
});
