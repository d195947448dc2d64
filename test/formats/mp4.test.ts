/** MP4s by their boxes: a film and boxes of all kinds, with mp4box as the judge of the film. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { mediaFormat } from "../../components/dreamstudio/common/files/formats/media-format.ts";
import { inMemory } from "../support/files.ts";
import { plainFilm, tracksOf } from "../support/films.ts";
import { counted } from "./judge.ts";

const formatOf = (bytes: Buffer) => mediaFormat(inMemory(bytes));

function box(type: string, content: Buffer | string = "", size?: number): Buffer {
  const bytes = Buffer.from(content as string, "latin1");
  const head = Buffer.alloc(8);
  head.writeUInt32BE(size ?? 8 + bytes.length);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, bytes]);
}

/** A box whose size stands in 8 bytes behind its type. */
function largeBox(type: string, content: string, size = 16 + content.length): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(size));
  return Buffer.concat([box(type, "", 1), bytes, Buffer.from(content)]);
}

const type = box("ftyp", "isom\0\0\0\0isom");
const index = box("moov", box("free", "x".repeat(20)));
const data = box("mdat", "x".repeat(50));
const manifestId = Buffer.from("d8fec3d61b0e483c92975828877ec481", "hex");

describe("a film", () => {
  let film: Buffer;
  beforeAll(async () => {
    film = await plainFilm({ width: 48, height: 32 });
  });

  test("is of the size that the judge reads", async () => {
    const [track] = tracksOf(film);
    expect(track?.video).toMatchObject({ width: 48, height: 32 });
    expect(await formatOf(film)).toStrictEqual({
      kind: "video", contentType: "video/mp4", extension: "mp4", width: 48, height: 32,
      contentCredentials: false, end: film.length, bytesBehindEnd: 0,
    });
  });

  test("is whole to its last byte, and to none before it but for padding", async () => {
    const ends: number[] = [];
    for (let end = 24; end <= film.length; end += 1) {
      const { fault } = await formatOf(film.subarray(0, end));
      if (fault === undefined) ends.push(end);
      else expect(fault).toBe("is cut short");
    }
    // The encoder ends the file with a box of free space: without it, all of the film is there.
    const padding = film.lastIndexOf("free") - 4;
    expect(ends).toStrictEqual([...Array.from({ length: 8 }, (_, more) => padding + more), film.length]);
    expect(tracksOf(film.subarray(0, padding))).toStrictEqual(tracksOf(film));
  });

  test.each([1, 7, 8, 100, 100_000])("ends where its boxes end, before %d bytes that are none", async (rest) => {
    for (const value of [0, 255]) {
      expect(await formatOf(Buffer.concat([film, Buffer.alloc(rest, value)])))
        .toMatchObject({ end: film.length, bytesBehindEnd: rest });
    }
  });
});

test.each<[string, Buffer[], string | undefined]>([
  ["index before data", [type, index, data], undefined],
  ["data before index", [type, data, index], undefined],
  ["boxes that nobody knows", [type, box("free"), index, data, box("abcd", "x")], undefined],
  ["a box of text with the sign of a copyright", [type, index, data, box("\xa9too", "x")], undefined],
  ["a size of 8 bytes", [type, index, largeBox("mdat", "x".repeat(50))], undefined],
  ["a size of 8 bytes, cut", [type, index, largeBox("mdat", "x".repeat(50)).subarray(0, -1)], "is cut short"],
  ["a size of 8 bytes, cut in the size", [type, index, largeBox("mdat", "x".repeat(50)).subarray(0, 12)], "is cut short"],
  ["a size of 8 bytes that is less than its head", [type, index, largeBox("mdat", "x", 15)],
    "is damaged: there is no MP4 box at byte 56"],
  ["a size of 8 bytes, the greatest", [type, index, box("mdat", "\xff".repeat(8), 1)], "is cut short"],
  ["a last box to the end of the file", [type, index, box("mdat", "x".repeat(50), 0)], undefined],
  ["no index", [type, data], "is cut short"],
  ["no data", [type, index], "is cut short"],
  ["empty data", [type, index, box("mdat")], "is cut short"],
  ["a box of less than its head before the data", [type, index, box("free", "", 7), data],
    "is damaged: there is no MP4 box at byte 56"],
  ["a box without a name before the data", [type, index, box("\0\0\0\0"), data],
    "is damaged: there is no MP4 box at byte 56"],
  ["a box of less than its head behind the data", [type, index, data, box("free", "", 7)], undefined],
])("%s", async (_name, boxes, fault) => {
  expect((await formatOf(Buffer.concat(boxes))).fault).toBe(fault);
});

test.each<[string, Buffer, boolean]>([
  ["of a manifest", box("uuid", Buffer.concat([manifestId, Buffer.alloc(100)])), true],
  ["of something else", box("uuid", Buffer.alloc(116)), false],
  ["too short for a name", box("uuid", manifestId.subarray(1)), false],
])("credentials: a box %s", async (_name, more, expected) => {
  expect(await formatOf(Buffer.concat([type, more, index, data]))).toMatchObject({ contentCredentials: expected });
});

describe("the size of a video", () => {
  const head = (width: number, height: number) => {
    const content = Buffer.alloc(84);
    content.writeUInt16BE(width, 76);
    content.writeUInt16BE(height, 80);
    return box("tkhd", content);
  };
  const film = (...tracks: Buffer[][]) =>
    Buffer.concat([type, box("moov", Buffer.concat(tracks.map((boxes) => box("trak", Buffer.concat(boxes))))), data]);

  test("is that of the first track that has one", async () => {
    expect(await formatOf(film([head(0, 0), box("mdia", "x")], [box("edts"), head(7, 5)], [head(9, 9)])))
      .toMatchObject({ width: 7, height: 5 });
  });

  test.each<[string, Buffer]>([
    ["no track", film()],
    ["a head that is too short", film([box("tkhd", "1234567")])],
    ["a track longer than its index", Buffer.concat([type, box("moov", box("trak", "", 100)), data])],
    ["no box", Buffer.concat([type, box("moov", "abc"), data])],
  ])("is left out: %s", async (_name, bytes) => {
    const format = await formatOf(bytes);
    expect(format).not.toHaveProperty("fault");
    expect(format).not.toHaveProperty("width");
  });
});

test("131,072 boxes of 8 bytes cost a read for every 64 KiB, wherever they are", async () => {
  const boxes = Buffer.concat(Array.from({ length: 131_072 }, () => box("free")));
  for (const bytes of [Buffer.concat([type, boxes, index, data]), Buffer.concat([type, box("moov", boxes), data])]) {
    const { source, count } = counted(bytes);
    expect(await mediaFormat(source)).not.toHaveProperty("fault");
    expect(count.reads).toBeLessThanOrEqual(40);
    expect(count.largest).toBeLessThanOrEqual(65_536);
  }
});

test("a long film is not read", async () => {
  const { source, count } = counted(Buffer.concat([type, box("mdat", Buffer.alloc(5_000_000)), index]));
  expect(await mediaFormat(source)).not.toHaveProperty("fault");
  expect(count.bytes).toBeLessThan(200_000);
});
