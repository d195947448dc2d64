/** Whether a video is whole: a real one is, and no beginning of it. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { isMp4, isWholeMp4 } from "../../components/dreamstudio/common/files/video-format.ts";
import { plainFilm, tracksOf } from "../support/films.ts";

const isWhole = (bytes: Buffer) =>
  isWholeMp4((position, length) => Promise.resolve(bytes.subarray(position, position + length)), bytes.length);

function box(type: string, content: Buffer | string = "", size?: number): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(size ?? 8 + Buffer.from(content).length);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, Buffer.from(content)]);
}

/** A box whose size stands in 8 bytes behind its type. */
function largeBox(type: string, content: string): Buffer {
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(BigInt(16 + content.length));
  return Buffer.concat([box(type, "", 1), size, Buffer.from(content)]);
}

const type = box("ftyp", "isom");
const index = box("moov", "x".repeat(20));
const data = box("mdat", "x".repeat(50));

describe("a film", () => {
  let film: Buffer;
  beforeAll(async () => {
    film = await plainFilm();
  });

  test("is whole to its last byte, and to none before it but for padding", async () => {
    expect(tracksOf(film)).toHaveLength(1);
    expect(isMp4(film)).toBe(true);
    const ends: number[] = [];
    for (let end = 0; end <= film.length; end += 1) {
      if (await isWhole(film.subarray(0, end))) ends.push(end);
    }
    // The encoder ends the file with a box of free space: without it, all of the film is there.
    const padding = film.lastIndexOf("free") - 4;
    expect(ends).toStrictEqual([padding, film.length]);
    expect(tracksOf(film.subarray(0, padding))).toStrictEqual(tracksOf(film));
  });

  test.each([1, 7, 8, 100])("with %d bytes behind it that are no box is not whole", async (rest) => {
    expect(await isWhole(Buffer.concat([film, Buffer.alloc(rest, 255)]))).toBe(false);
  });
});

test.each<[string, Buffer[], boolean]>([
  ["index before data", [type, index, data], true],
  ["data before index", [type, data, index], true],
  ["boxes that nobody knows", [type, box("free"), index, data, box("abcd", "x")], true],
  ["a size of 8 bytes", [type, index, largeBox("mdat", "x".repeat(50))], true],
  ["a size of 8 bytes, cut", [type, index, largeBox("mdat", "x".repeat(50)).subarray(0, -1)], false],
  ["a size of 8 bytes, cut in the size", [type, index, largeBox("mdat", "x".repeat(50)).subarray(0, 12)], false],
  ["a last box to the end of the file", [type, index, box("mdat", "x".repeat(50), 0)], true],
  ["no index", [type, data], false],
  ["no data", [type, index], false],
  ["a box of less than its head", [type, index, data, box("free", "", 4)], true],
  ["nothing", [], false],
])("%s: %p", async (_name, boxes, expected) => {
  expect(await isWhole(Buffer.concat(boxes))).toBe(expected);
});

test.each<[string, Buffer, boolean]>([
  ["its first box", type, true],
  ["a PNG", Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), false],
  ["nothing", Buffer.alloc(0), false],
])("%s begins an MP4: %p", (_name, head, expected) => {
  expect(isMp4(head)).toBe(expected);
});
