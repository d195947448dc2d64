/** JPEGs by their segments: legal and broken ones, with libvips as the judge. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import sharp from "sharp";
import { pictureFormat } from "../../components/dreamstudio/common/files/formats/media-format.ts";
import { inMemory } from "../support/files.ts";
import { counted, expectAgreement, judged, ours, type Verdict } from "./judge.ts";

interface Drawn {
  width?: number;
  height?: number;
  progressive?: boolean;
  colors?: "b-w" | "srgb" | "cmyk";
  orientation?: number;
}

function jpeg({ width = 40, height = 30, progressive = false, colors = "srgb", orientation }: Drawn = {}): Promise<Buffer> {
  const noise = Buffer.from(Array.from({ length: width * height * 3 }, (_, at) => at * 89 % 251));
  const picture = sharp(noise, { raw: { width, height, channels: 3 } }).toColorspace(colors);
  return (orientation === undefined ? picture : picture.withMetadata({ orientation })).jpeg({ progressive }).toBuffer();
}

function segment(code: number, content: Buffer | string | number = ""): Buffer {
  const bytes = typeof content === "number" ? Buffer.alloc(content) : Buffer.from(content);
  const head = Buffer.from([0xff, code, 0, 0]);
  head.writeUInt16BE(bytes.length + 2, 2);
  return Buffer.concat([head, bytes]);
}

interface Placed {
  code: number;
  at: number;
  to: number;
}

/** The segments up to the first pixels. */
function segmentsOf(bytes: Buffer): Placed[] {
  const segments: Placed[] = [];
  for (let at = 2, code = 0; code !== 0xda;) {
    code = bytes.readUInt8(at + 1);
    const to = at + 2 + bytes.readUInt16BE(at + 2);
    segments.push({ code, at, to });
    at = to;
  }
  return segments;
}

function find(bytes: Buffer, code: number): Placed {
  const found = segmentsOf(bytes).find((one) => one.code === code);
  if (found === undefined) throw new Error(`there is no segment ${code.toString(16)}`);
  return found;
}

const inserted = (bytes: Buffer, at: number, more: Buffer | readonly number[]) =>
  Buffer.concat([bytes.subarray(0, at), Buffer.from(more), bytes.subarray(at)]);

function changed(bytes: Buffer, at: number, values: readonly number[]): Buffer {
  const copy = Buffer.from(bytes);
  copy.set(values, at);
  return copy;
}

const without = (bytes: Buffer, { at, to }: Placed) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(to)]);

const frame = 0xc0;
const scan = 0xda;
const eoi = Buffer.from([0xff, 0xd9]);

/** What a small change before the frame, in it, or behind the scan makes of a JPEG. */
const atFrame = (more: Buffer | readonly number[]) => (bytes: Buffer) => inserted(bytes, find(bytes, frame).at, more);
const inFrame = (offset: number, values: readonly number[]) => (bytes: Buffer) =>
  changed(bytes, find(bytes, frame).at + offset, values);
const inScanHead = (offset: number, values: readonly number[]) => (bytes: Buffer) =>
  changed(bytes, find(bytes, scan).at + offset, values);

test.each<[string, (bytes: Buffer) => Buffer, Verdict, string | undefined]>([
  ["plain", (bytes) => bytes, "whole", undefined],
  ["cut by a byte", (bytes) => bytes.subarray(0, -1), "broken", "is cut short"],
  ["cut in its pixels", (bytes) => bytes.subarray(0, -100), "broken", "is cut short"],
  ["cut behind the head of its pixels", (bytes) => bytes.subarray(0, find(bytes, scan).to), "broken", "is cut short"],
  ["cut in a segment", (bytes) => bytes.subarray(0, 100), "broken", "is cut short"],
  ["only its first marker", (bytes) => bytes.subarray(0, 3), "broken", "is cut short"],
  ["only its ends", (bytes) => Buffer.concat([bytes.subarray(0, 2), eoi]), "broken", "has no pixels"],
  ["one byte that fills", atFrame([0xff]), "whole", undefined],
  ["100,000 bytes that fill", atFrame(Buffer.alloc(100_000, 0xff)), "whole", undefined],
  ["a marker without a length", atFrame([0xff, 0x01]), "whole", undefined],
  ["an interval marker before the frame", atFrame([0xff, 0xd0]), "whole", undefined],
  ["a reserved marker", atFrame(segment(0x02, 3)), "broken", "is damaged: there is no JPEG segment at byte 140"],
  ["the highest reserved marker", atFrame(segment(0xfd, 3)), "broken", "is damaged: there is no JPEG segment at byte 140"],
  ["a comment", atFrame(segment(0xfe, "a")), "whole", undefined],
  ["a second beginning", atFrame([0xff, 0xd8]), "broken", "is damaged: it begins twice"],
  ["a segment without a length", atFrame([0xff, 0xe5, 0, 0]), "whole", undefined],
  ["an empty segment", atFrame(segment(0xe5)), "whole", undefined],
  ["a number of lines behind the pixels", (bytes) => inserted(bytes, bytes.length - 2, segment(0xdc, "\0\x1e")), "whole", undefined],
  ["no height", inFrame(5, [0, 0]), "broken", "is of 40x0 pixels"],
  ["no width", inFrame(7, [0, 0]), "broken", "is of 0x30 pixels"],
  ["12 bits", inFrame(4, [12]), "broken", "has 12 bits a sample, but JPEG programs read 8"],
  ["extended", inFrame(1, [0xc1]), "whole", undefined],
  ["lossless", inFrame(1, [0xc3]), "broken", "is a JPEG of a kind that hardly any program reads"],
  ["hierarchical", inFrame(1, [0xc5]), "broken", "is a JPEG of a kind that hardly any program reads"],
  ["a frame for fewer colors than it has", inFrame(9, [2]), "broken", "is damaged: its size is not whole"],
  ["a frame of no color", inFrame(9, [0]), "broken", "is damaged: its size is not whole"],
  ["two frames", (bytes) => {
    const { at, to } = find(bytes, frame);
    return inserted(bytes, at, bytes.subarray(at, to));
  }, "broken", "is damaged: it tells its size twice"],
  ["no frame", (bytes) => without(bytes, find(bytes, frame)), "broken", "is damaged: its pixels come before its size"],
  ["no scan", (bytes) => Buffer.concat([bytes.subarray(0, find(bytes, scan).at), eoi]), "broken", "has no pixels"],
  ["a scan of another length", inScanHead(3, [6]), "broken", "is damaged: the head of its pixels is not whole"],
  ["a scan of more colors than its head has", inScanHead(4, [4]), "broken", "is damaged: the head of its pixels is not whole"],
])("%s", async (_name, change, verdict, fault) => {
  const bytes = change(await jpeg());
  expect((await ours(bytes)).fault).toBe(fault);
  expect(await judged(bytes)).toBe(verdict);
});

/** What segments say, beside the size, is left to those who unpack the pixels. */
test.each<[string, (bytes: Buffer) => Buffer]>([
  ["no table to unpack its pixels with", (bytes) => without(bytes, find(bytes, 0xdb))],
  ["a progressive frame with the pixels of another", inFrame(1, [0xc2])],
])("taken although the judge does not read it: %s", async (_name, change) => {
  const bytes = change(await jpeg());
  expect(await judged(bytes)).toBe("broken");
  expect(await ours(bytes)).not.toHaveProperty("fault");
});

describe("metadata", () => {
  let bytes: Buffer;
  beforeAll(async () => {
    bytes = await jpeg();
  });

  test("of 2 MiB before the frame, with ends of pictures in it, is passed over", async () => {
    const one = segment(0xe2, Buffer.from("\xff\xd8\xff\xd9".repeat(16_383), "latin1"));
    const photo = inserted(bytes, 2, Buffer.concat(Array.from({ length: 32 }, () => one)));
    await expectAgreement(photo);
    const { source, count } = counted(photo);
    expect(await pictureFormat(source)).toMatchObject({ width: 40, height: 30 });
    // 65,534 bytes lie between two segments: all that is read of each is its head.
    expect(count.bytes).toBeLessThan(400_000);
  });

  test("holds a small picture, whose end is not that of the picture", async () => {
    const photo = inserted(bytes, 2, segment(0xe1, Buffer.concat([Buffer.from("Exif\0\0"), bytes])));
    const cut = photo.subarray(0, 4 + 6 + bytes.length + 1_024);
    expect(await ours(photo)).not.toHaveProperty("fault");
    expect(await ours(cut)).toMatchObject({ fault: "is cut short" });
    expect(await judged(cut)).toBe("broken");
  });

  test("tells how the picture is turned: the first Exif counts, and other uses of its marker do not", async () => {
    const [turned, other] = await Promise.all([jpeg({ orientation: 6 }), jpeg({ orientation: 3 })]);
    const [exif, otherExif] = [find(turned, 0xe1), find(other, 0xe1)];
    const both = Buffer.concat([
      turned.subarray(0, 2), segment(0xe1, "http://ns.adobe.com/xap/1.0/\0"), turned.subarray(2, exif.to),
      other.subarray(otherExif.at, otherExif.to), turned.subarray(exif.to),
    ]);
    expect(await ours(both)).toMatchObject({ orientation: 6 });
  });

  test.each([
    ["the first bytes of a manifest", "JP\0\x01\0\0\0\x01\0\0\0\x40jumb\0\0\0\x1ejumdc2pa", true],
    ["a manifest of a length of 8 bytes", "JP\0\x01\0\0\0\x01\0\0\0\x01jumb\0\0\0\0\0\0\0\x40\0\0\0\x1ejumdc2pa", true],
    ["a box of another type", "JP\0\x01\0\0\0\x01\0\0\0\x40jumb\0\0\0\x1ejumdjson", false],
    ["no box", "HDR_RI ver=11", false],
    ["nothing", "", false],
  ])("credentials: %s", async (_name, content, expected) => {
    const signed = inserted(bytes, 2, segment(0xeb, Buffer.from(content, "latin1")));
    expect(await ours(signed)).toMatchObject({ contentCredentials: expected });
  });
});

test("components tell the colors", async () => {
  const componentsOf = async (colors: "b-w" | "srgb" | "cmyk") =>
    (await pictureFormat(inMemory(await jpeg({ colors })))).components;
  expect(await componentsOf("b-w")).toBe(1);
  expect(await componentsOf("srgb")).toBe(3);
  expect(await componentsOf("cmyk")).toBe(4);
});

test("any JPEG of any segments: what the judge reads is taken, what it cannot read is refused", async () => {
  const drawn = fc.record({
    width: fc.integer({ min: 1, max: 70 }),
    height: fc.integer({ min: 1, max: 70 }),
    progressive: fc.boolean(),
    colors: fc.constantFrom<"b-w" | "srgb" | "cmyk">("b-w", "srgb", "cmyk"),
    orientation: fc.integer({ min: 1, max: 8 }),
  });
  const content = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes));
  const usual = fc.constantFrom(0xe0, 0xe2, 0xe5, 0xeb, 0xed, 0xef, 0xfe);
  const piece = fc.oneof(
    fc.tuple(usual, content).map(([code, bytes]) => segment(code, bytes)),
    fc.tuple(fc.integer({ min: 0x02, max: 0xfe }), content)
      // Tables and frames of random content are for those who unpack; the rest has no length or is the end.
      .filter(([code]) => code < 0xc0 || code > 0xdd)
      .map(([code, bytes]) => segment(code, bytes)),
    fc.integer({ min: 1, max: 70_000 }).map((length) => Buffer.alloc(length, 0xff)),
    fc.constantFrom(Buffer.from([0xff, 0x01]), Buffer.from([0xff, 0xd3]), Buffer.from([0xff, 0xd8])),
  );
  const change = fc.tuple(fc.nat(), piece);
  const tail = fc.integer({ min: -3_000, max: 3_000 });
  await fc.assert(fc.asyncProperty(drawn, fc.array(change, { maxLength: 3 }), tail, async (one, changes, rest) => {
    let bytes = await jpeg(one);
    const places = segmentsOf(bytes).map(({ at }) => at);
    const placed = changes.map(([at, more]) => ({ at: places[at % places.length] ?? 2, more }));
    for (const { at, more } of placed.sort((a, b) => b.at - a.at)) bytes = inserted(bytes, at, more);
    const cut = rest < 0 ? bytes.subarray(0, rest) : Buffer.concat([bytes, Buffer.alloc(rest, 0xd9)]);
    await expectAgreement(cut);
  }), { numRuns: 150 });
});

test("bytes behind the end are counted: a film of a phone, another picture", async () => {
  const bytes = await jpeg();
  for (const more of [Buffer.alloc(200_000, "moov"), bytes]) {
    expect(await pictureFormat(inMemory(Buffer.concat([bytes, more]))))
      .toMatchObject({ end: bytes.length, bytesBehindEnd: more.length });
  }
});

test("its end is found wherever two pieces that are read meet", async () => {
  const bytes = await jpeg();
  const head = bytes.subarray(0, find(bytes, scan).to);
  for (let offset = 65_530; offset <= 65_540; offset += 1) {
    const pixels = Buffer.alloc(offset - head.length, 0x55);
    const whole = Buffer.concat([head, pixels, eoi]);
    expect(await pictureFormat(inMemory(Buffer.concat([whole, bytes])))).toMatchObject({ end: whole.length });
    expect(await ours(whole.subarray(0, -1))).toMatchObject({ fault: "is cut short" });
  }
});

test.each([
  ["empty segments", Buffer.from("\xff\xe5\0\x02".repeat(262_144), "latin1")],
  ["bytes that fill", Buffer.alloc(1_048_576, 0xff)],
  ["markers without a length", Buffer.from("\xff\xd0".repeat(524_288), "latin1")],
])("a megabyte of %s costs a read for every 64 KiB", async (_name, more) => {
  const { source, count } = counted(inserted(await jpeg(), 2, more));
  expect(await pictureFormat(source)).not.toHaveProperty("fault");
  expect(count.reads).toBeLessThanOrEqual(20);
  expect(count.largest).toBeLessThanOrEqual(65_536);
});
