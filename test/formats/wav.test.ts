/** WAVs by their chunks, with music-metadata as the judge. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { parseBuffer } from "music-metadata";
import { soundFormat } from "../../components/dreamstudio/common/files/formats/media-format.ts";
import { inMemory } from "../support/files.ts";
import { counted } from "./judge.ts";

interface Chunk {
  type: string;
  data: Buffer;
  /** Another length than that of the data. */
  length?: number;
}

const chunk = (type: string, data: Buffer | string | number = "", length?: number): Chunk => ({
  type,
  data: typeof data === "number" ? Buffer.alloc(data, 1) : Buffer.from(data as string),
  ...length !== undefined && { length },
});

function chunkBytes({ type, data, length = data.length }: Chunk): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, "latin1");
  head.writeUInt32LE(length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

interface Kind {
  tag?: number;
  channels?: number;
  sampleRate?: number;
  bits?: number;
  isExtensible?: boolean;
}

function format({ tag = 1, channels = 2, sampleRate = 44_100, bits = 16, isExtensible = false }: Kind = {}): Chunk {
  const data = Buffer.alloc(isExtensible ? 40 : 16);
  const frameBytes = channels * Math.ceil(bits / 8);
  data.writeUInt16LE(isExtensible ? 0xfffe : tag, 0);
  data.writeUInt16LE(channels, 2);
  data.writeUInt32LE(sampleRate, 4);
  data.writeUInt32LE(sampleRate * frameBytes, 8);
  data.writeUInt16LE(frameBytes, 12);
  data.writeUInt16LE(bits, 14);
  if (isExtensible) {
    data.writeUInt16LE(22, 16);
    data.writeUInt16LE(bits, 18);
    data.writeUInt16LE(tag, 24);
    Buffer.from("000000001000800000aa00389b71", "hex").copy(data, 26);
  }
  return chunk("fmt ", data);
}

/** @param length what the head says of it, if that is not what it is */
function wavOf(chunks: readonly Chunk[], length?: number, name = "RIFF"): Buffer {
  const body = Buffer.concat(chunks.map(chunkBytes));
  const head = Buffer.from(`${name}\0\0\0\0WAVE`);
  head.writeUInt32LE(length ?? body.length + 4, 4);
  return Buffer.concat([head, body]);
}

const formatOf = (bytes: Buffer) => soundFormat(inMemory(bytes));

/** A tenth of a second. */
const sound = chunk("data", 17_640);

test.each<[string, Buffer, number]>([
  ["plain", wavOf([format(), sound]), 0.1],
  ["odd chunks around it", wavOf([chunk("JUNK", 3), format(), chunk("LIST", 5), sound, chunk("id3 ", 7)]), 0.1],
  ["an odd number of bytes", wavOf([format({ channels: 1, bits: 8 }), chunk("data", 4_411), chunk("LIST", 4)]), 4_411 / 44_100],
  ["a stream whose lengths are the greatest", wavOf([format(), chunk("data", 17_640, 2 ** 32 - 1)], 2 ** 32 - 1), 0.1],
  ["a stream whose lengths are those of SoX", wavOf([format(), chunk("data", 17_640, 0x7fff_f000)], 0x7fff_f024), 0.1],
  ["a stream whose lengths are 0", wavOf([format(), chunk("data", 17_640, 0)], 0), 0.1],
  ["a stream whose head was written before", wavOf([format(), chunk("data", 17_640, 0)], 36), 0.1],
  ["a head that counts itself", wavOf([format(), sound], 17_640 + 44), 0.1],
  ["a frame that is not whole", wavOf([format(), chunk("data", 17_643)]), 0.1],
])("%s is whole", async (_name, bytes, seconds) => {
  const known = await formatOf(bytes);
  expect(known).toMatchObject({ contentType: "audio/wav", extension: "wav", channels: known.channels, sampleRate: 44_100 });
  expect(known).not.toHaveProperty("fault");
  expect(known.seconds).toBeCloseTo(seconds, 9);
  expect(known.end + known.bytesBehindEnd).toBe(bytes.length);
});

const noKind = "is damaged: its format is of no kind that WAV has";

test.each<[string, Buffer, string]>([
  ["cut by a byte", wavOf([format(), sound]).subarray(0, -1), "is cut short"],
  ["cut in its head", wavOf([format(), sound]).subarray(0, 30), "is cut short"],
  ["cut before its sound", wavOf([format(), sound]).subarray(0, 40), "is cut short"],
  ["cut in a chunk behind its sound", wavOf([format(), sound, chunk("C2PA", 100)]).subarray(0, -1), "is cut short"],
  ["no sound", wavOf([format()]), "has no sound"],
  ["an empty sound", wavOf([format(), chunk("data")]), "has no sound"],
  ["sound before its format", wavOf([sound, format()]), "is damaged: its sound comes before its format"],
  ["half a format", wavOf([chunk("fmt ", 15), sound]), "is damaged: its format is not whole"],
  ["compressed sound", wavOf([format({ tag: 85 }), sound]), "holds compressed sound (format 85); save it as PCM"],
  ["compressed sound in the extensible form", wavOf([format({ tag: 2, isExtensible: true }), sound]),
    "holds compressed sound (format 2); save it as PCM"],
  ["no channel", wavOf([format({ channels: 0 }), sound]), noKind],
  ["no rate", wavOf([format({ sampleRate: 0 }), sound]), noKind],
  ["no bits", wavOf([format({ bits: 0 }), sound]), noKind],
])("%s is not whole", async (_name, bytes, fault) => {
  expect(await formatOf(bytes)).toMatchObject({ fault });
});

test("an empty sound before other chunks is no stream", async () => {
  const bytes = wavOf([format(), chunk("data"), chunk("LIST", 4)]);
  expect(await formatOf(Buffer.concat([bytes, Buffer.alloc(10)]))).toMatchObject({ fault: "has no sound" });
});

test("credentials are a chunk of their own", async () => {
  expect(await formatOf(wavOf([format(), sound, chunk("C2PA", 100)]))).toMatchObject({ contentCredentials: true });
  expect(await formatOf(wavOf([format(), sound]))).toMatchObject({ contentCredentials: false });
});

describe("RF64", () => {
  const lengths = Buffer.alloc(28);
  lengths.writeBigUInt64LE(17_640n, 8);

  test("tells the length of its sound in a chunk before", async () => {
    const chunks = [chunk("ds64", lengths), format(), chunk("data", 17_640, 2 ** 32 - 1), chunk("LIST", 4)];
    const bytes = wavOf(chunks, 2 ** 32 - 1, "RF64");
    expect((await formatOf(bytes)).seconds).toBeCloseTo(0.1, 9);
    expect(await formatOf(bytes)).toMatchObject({ end: bytes.length });
    expect(await formatOf(bytes.subarray(0, -20))).toMatchObject({ fault: "is cut short" });
  });
});

test("any WAV tells the same as the judge", async () => {
  const kind = fc.record({
    tag: fc.constantFrom(1, 3),
    channels: fc.integer({ min: 1, max: 6 }),
    sampleRate: fc.constantFrom(8_000, 22_050, 44_100, 48_000, 96_000),
    isExtensible: fc.boolean(),
  });
  const other = fc.record({
    type: fc.constantFrom("JUNK", "cue ", "abcd"),
    data: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  });
  const others = fc.array(other, { maxLength: 3 });
  const frames = fc.integer({ min: 1, max: 5_000 });
  await fc.assert(fc.asyncProperty(kind, others, others, others, frames, async (one, first, second, third, count) => {
    const bits = one.tag === 3 ? 32 : 16;
    const data = chunk("data", count * one.channels * bits / 8);
    const bytes = wavOf([...first, format({ ...one, bits }), ...second, data, ...third]);
    const { seconds, sampleRate, channels, fault, end } = await formatOf(bytes);
    const { format: judged } = await parseBuffer(bytes, { mimeType: "audio/wav" }, { duration: true });
    expect({ fault, end }).toStrictEqual({ fault: undefined, end: bytes.length });
    expect({ sampleRate, channels }).toStrictEqual({
      sampleRate: judged.sampleRate, channels: judged.numberOfChannels,
    });
    expect(seconds).toBeCloseTo(judged.duration ?? 0, 6);
    expect(seconds).toBeCloseTo(count / one.sampleRate, 9);
  }), { numRuns: 100 });
});

test("a long sound is not read, and a megabyte of empty chunks costs a read for every 64 KiB", async () => {
  const long = counted(wavOf([format(), chunk("data", 5_000_000), chunk("LIST", 4)]));
  expect(await soundFormat(long.source)).not.toHaveProperty("fault");
  expect(long.count.bytes).toBeLessThan(200_000);
  const many = counted(wavOf([...Array.from({ length: 131_072 }, () => chunk("JUNK")), format(), sound]));
  expect(await soundFormat(many.source)).not.toHaveProperty("fault");
  expect(many.count.reads).toBeLessThanOrEqual(20);
});
