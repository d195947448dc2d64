/** MP3s by their frames, with mpg123 and music-metadata as the judges. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { MPEGDecoder } from "mpg123-decoder";
import { parseBuffer } from "music-metadata";
import { readFile } from "node:fs/promises";
import { soundFormat } from "../../components/dreamstudio/common/files/formats/media-format.ts";
import { credentialsState } from "../support/content-credentials.ts";
import { inMemory } from "../support/files.ts";
import { counted } from "./judge.ts";

const formatOf = (bytes: Buffer) => soundFormat(inMemory(bytes));

/** The version's bits, its rates in kbit/s, and by how much it divides the sample rates. */
const versions = {
  full: { bits: 3, rates: [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320], divisor: 1, samples: 1_152 },
  half: { bits: 2, rates: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160], divisor: 2, samples: 576 },
  quarter: { bits: 0, rates: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160], divisor: 4, samples: 576 },
};

interface Drawn {
  version?: keyof typeof versions;
  /** Place in the list of bit rates, from 0 on. */
  rate?: number;
  /** Place in the list of sample rates. */
  frequency?: number;
  isMono?: boolean;
  isPadded?: boolean;
  content?: Buffer;
}

/** A frame of silence, for which all of its content is zero. */
function frame(drawn: Drawn = {}): Buffer {
  const { version = "full", rate = 8, frequency = 0, isMono = false, isPadded = false } = drawn;
  const { bits, rates, divisor, samples } = versions[version];
  const sampleRate = ([44_100, 48_000, 32_000][frequency] ?? 0) / divisor;
  const length = Math.floor(samples / 8 * (rates[rate] ?? 0) * 1_000 / sampleRate) + (isPadded ? 1 : 0);
  const bytes = Buffer.alloc(length);
  bytes.set([0xff, 0xe3 | bits << 3, rate + 1 << 4 | frequency << 2 | (isPadded ? 2 : 0), isMono ? 0xc0 : 0]);
  drawn.content?.copy(bytes, 4);
  return bytes;
}

const silence = (frames: number) => Buffer.concat(Array.from({ length: frames }, () => frame()));

/** A frame that says how many others follow: Xing's form. */
function xing(name: "Xing" | "Info", frames: number): Buffer {
  const content = Buffer.alloc(44);
  content.write(name, 32);
  content.writeUInt32BE(1, 36);
  content.writeUInt32BE(frames, 40);
  return frame({ content });
}

/** The same in Fraunhofer's form. */
function vbri(frames: number): Buffer {
  const content = Buffer.alloc(60);
  content.write("VBRI", 32);
  content.writeUInt32BE(frames, 46);
  return frame({ content });
}

const sevenBits = (size: number) => Buffer.from([size >> 21 & 127, size >> 14 & 127, size >> 7 & 127, size & 127]);

function id3(content: Buffer, { version = 4, flags = 0 } = {}): Buffer {
  const footer = (flags & 0x10) === 0 ? Buffer.alloc(0)
    : Buffer.concat([Buffer.from("3DI"), Buffer.from([version, 0, flags]), sevenBits(content.length)]);
  return Buffer.concat([
    Buffer.from("ID3"), Buffer.from([version, 0, flags]), sevenBits(content.length), content, footer,
  ]);
}

function id3Frame(name: string, content: Buffer | string, version = 4): Buffer {
  const bytes = Buffer.from(content as string, "latin1");
  const size = Buffer.alloc(4);
  size.writeUInt32BE(bytes.length);
  return Buffer.concat([Buffer.from(name), version === 4 ? sevenBits(bytes.length) : size, Buffer.alloc(2), bytes]);
}

function ape(length: number): Buffer {
  const tag = Buffer.alloc(32 + length);
  tag.write("APETAGEX");
  tag.writeUInt32LE(length, 12);
  return tag;
}

const id3v1 = Buffer.concat([Buffer.from("TAG"), Buffer.alloc(125)]);
const second = 44_100 / 1_152;

test.each<[string, Buffer, number]>([
  ["without a description", silence(20), 20],
  ["with one frame", silence(1), 1],
  ["with Xing's description", Buffer.concat([xing("Xing", 20), silence(20)]), 20],
  ["with LAME's description", Buffer.concat([xing("Info", 20), silence(20)]), 20],
  ["with Fraunhofer's description", Buffer.concat([vbri(20), silence(20)]), 20],
  ["behind a tag", Buffer.concat([id3(Buffer.alloc(300)), silence(20)]), 20],
  ["behind a tag with a footer", Buffer.concat([id3(Buffer.alloc(300), { flags: 0x10 }), silence(20)]), 20],
  ["behind a tag of more than 64 KiB", Buffer.concat([id3(Buffer.alloc(200_000, 255)), silence(20)]), 20],
  ["behind two tags", Buffer.concat([id3(Buffer.alloc(3)), id3(Buffer.alloc(5)), silence(20)]), 20],
  ["behind a tag and zeros", Buffer.concat([id3(Buffer.alloc(3)), Buffer.alloc(2_000), silence(20)]), 20],
  ["with a tag of 1996 behind it", Buffer.concat([silence(20), id3v1]), 20],
  ["with an APE tag behind it", Buffer.concat([silence(20), ape(100), id3v1]), 20],
])("%s is whole", async (_name, bytes, frames) => {
  const format = await formatOf(bytes);
  expect(format).toMatchObject({ contentType: "audio/mpeg", extension: "mp3", sampleRate: 44_100, channels: 2 });
  expect(format).toMatchObject({ end: bytes.length, bytesBehindEnd: 0 });
  expect(format).not.toHaveProperty("fault");
  expect(format.seconds).toBeCloseTo(frames / second, 9);
});

test.each<[string, Buffer, string]>([
  ["cut by a byte", silence(20).subarray(0, -1), "is cut short"],
  ["cut in its only frame", silence(1).subarray(0, 20), "is cut short"],
  ["cut in its tag", id3(Buffer.alloc(300)).subarray(0, 100), "is cut short"],
  ["fewer frames than it says", Buffer.concat([xing("Info", 21), silence(20)]), "is cut short"],
  ["fewer frames than Fraunhofer's form says", Buffer.concat([vbri(21), silence(20)]), "is cut short"],
  ["nothing but its description", xing("Info", 0), "is cut short"],
  ["nothing but its tag", id3(Buffer.alloc(300)), "has no sound"],
  ["a tag before something else", Buffer.concat([id3(Buffer.alloc(3)), Buffer.alloc(200_000, 7)]), "has no sound"],
  ["a hole", Buffer.concat([silence(5), Buffer.alloc(1_000), silence(5)]),
    "is damaged: there is no MP3 frame at byte 2085"],
])("%s is not whole", async (_name, bytes, fault) => {
  expect(await formatOf(bytes)).toMatchObject({ fault });
});

test("bytes behind the end are counted", async () => {
  const bytes = silence(20);
  expect(await formatOf(Buffer.concat([bytes, Buffer.alloc(777)])))
    .toMatchObject({ end: bytes.length, bytesBehindEnd: 777 });
});

describe("credentials", () => {
  const manifest = "\0application/c2pa\0c2pa\0manifest\0data";

  test.each<[string, Buffer, boolean]>([
    ["a manifest", id3(id3Frame("GEOB", manifest)), true],
    ["a manifest of the older name", id3(id3Frame("GEOB", "\0application/x-c2pa-manifest-store\0c2pa\0\0data")), true],
    ["a manifest behind others", id3(Buffer.concat([id3Frame("TIT2", "\0title"), id3Frame("GEOB", manifest)])), true],
    ["a manifest in the version before",
      id3(Buffer.concat([id3Frame("APIC", "x".repeat(200), 3), id3Frame("GEOB", manifest, 3)]), { version: 3 }), true],
    ["a manifest behind an extended head",
      id3(Buffer.concat([sevenBits(6), Buffer.from([1, 0]), id3Frame("GEOB", manifest)]), { flags: 0x40 }), true],
    ["another object", id3(id3Frame("GEOB", "\0text/plain\0a\0b\0application/c2pa\0")), false],
    ["a title of that name", id3(id3Frame("TIT2", manifest)), false],
    ["none", id3(Buffer.alloc(100)), false],
  ])("%s", async (_name, tag, expected) => {
    expect(await formatOf(Buffer.concat([tag, silence(3)]))).toMatchObject({ contentCredentials: expected });
  });

  test("a signed sound says so, and is valid for the official reader", async () => {
    const bytes = await readFile("test/formats/cases/signed/signed-a.mp3");
    const format = await formatOf(bytes);
    expect(format).toMatchObject({ contentCredentials: true, end: bytes.length, channels: 1, sampleRate: 44_100 });
    expect(format).not.toHaveProperty("fault");
    expect(await credentialsState(bytes, format.contentType)).toBe("Valid");
  });
});

describe("the judges", () => {
  const decoder = new MPEGDecoder({ enableGapless: false });
  beforeAll(() => decoder.ready);
  afterAll(() => {
    decoder.free();
  });

  test("decode as many samples of any MP3 as it says that it has", async () => {
    const drawn = fc.record({
      version: fc.constantFrom<keyof typeof versions>("full", "half", "quarter"),
      frequency: fc.integer({ min: 0, max: 2 }),
      isMono: fc.boolean(),
    });
    const kinds = fc.array(fc.record({ rate: fc.integer({ min: 3, max: 13 }), isPadded: fc.boolean() }), {
      minLength: 3, maxLength: 60,
    });
    const tag = fc.uint8Array({ maxLength: 300 }).map((bytes) => id3(Buffer.from(bytes)));
    const before = fc.oneof(fc.constant(Buffer.alloc(0)), tag);
    const behind = fc.constantFrom(Buffer.alloc(0), id3v1);
    await fc.assert(fc.asyncProperty(drawn, kinds, before, behind, async (one, list, first, last) => {
      const frames = list.map((kind) => frame({ ...one, ...kind }));
      const bytes = Buffer.concat([first, ...frames, last]);
      const { seconds, sampleRate, channels, fault, end } = await formatOf(bytes);
      expect({ fault, end }).toStrictEqual({ fault: undefined, end: bytes.length });
      const { samples } = versions[one.version];
      expect(seconds * sampleRate).toBeCloseTo(frames.length * samples, 6);

      const { format } = await parseBuffer(bytes, { mimeType: "audio/mpeg" }, { duration: true });
      expect(format).toMatchObject({ sampleRate, numberOfChannels: channels });

      const decoded = decoder.decode(Buffer.concat(frames));
      await decoder.reset();
      expect(decoded.sampleRate).toBe(sampleRate);
      expect(Math.abs(decoded.samplesDecoded - seconds * sampleRate)).toBeLessThanOrEqual(samples);
    }), { numRuns: 60 });
  });

  test("decode a sound that others made for as long as it says", async () => {
    const bytes = await readFile("test/formats/cases/signed/signed-a.mp3");
    const { samplesDecoded, sampleRate } = decoder.decode(bytes);
    await decoder.reset();
    const { seconds } = await formatOf(bytes);
    expect(Math.abs(seconds - samplesDecoded / sampleRate)).toBeLessThan(1_152 * 2 / sampleRate);
  });
});

test("what is read is little more than the file, however it is built", async () => {
  const files = [
    silence(5_000), // two megabytes of frames
    Buffer.concat([id3(Buffer.concat(Array.from({ length: 100_000 }, () => id3Frame("TXXX", "")))), silence(3)]),
    Buffer.concat([id3(Buffer.alloc(3)), Buffer.from("\xff\xfb\x90\x64".repeat(10) + "\0".repeat(1_048_576), "latin1")]),
  ];
  for (const bytes of files) {
    const { source, count } = counted(bytes);
    await soundFormat(source);
    expect(count.largest).toBeLessThanOrEqual(65_536);
    expect(count.reads).toBeLessThanOrEqual(45);
  }
});
