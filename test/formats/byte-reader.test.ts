/** Any part of a file through one buffer: the same bytes wherever the parts are, with few reads. */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { randomBytes } from "node:crypto";
import { ByteReader, windowBytes } from "../../components/dreamstudio/common/files/formats/byte-reader.ts";
import { counted } from "./judge.ts";

const bytes = randomBytes(300_000);

test("reads any part of a file, and less at its end", async () => {
  const part = fc.tuple(fc.integer({ min: 0, max: bytes.length + 10 }), fc.integer({ min: 0, max: windowBytes }));
  await fc.assert(fc.asyncProperty(fc.array(part, { maxLength: 20 }), async (parts) => {
    const { source, count } = counted(bytes);
    const reader = new ByteReader(source);
    for (const [position, length] of parts) {
      expect(await reader.read(position, length)).toStrictEqual(bytes.subarray(position, position + length));
    }
    expect(count.largest).toBeLessThanOrEqual(windowBytes);
  }));
});

test("brings a long part piece by piece, and every byte of it once", async () => {
  const { source, count } = counted(bytes);
  const reader = new ByteReader(source);
  await reader.read(90, 8);
  const pieces: Buffer[] = [];
  for (let at = 100, piece: Buffer; at < 250_000; at += piece.length) {
    piece = Buffer.from(await reader.piece(at, 250_000));
    expect(piece.length).toBeGreaterThan(0);
    pieces.push(piece);
  }
  expect(Buffer.concat(pieces)).toStrictEqual(bytes.subarray(100, 250_000));
  expect(count.reads).toBeLessThanOrEqual(10);
  expect(await reader.piece(bytes.length, bytes.length + 10)).toHaveLength(0);
});

test("brings as many bytes as are needed at least, where a window ends", async () => {
  const reader = new ByteReader(counted(bytes).source);
  await reader.read(0, 1);
  expect(await reader.piece(4_095, bytes.length, 2)).toHaveLength(8_192);
  expect(await reader.piece(bytes.length - 1, bytes.length, 2)).toHaveLength(1);
});

test("reads little where a walk leaps, and more and more where it goes on", async () => {
  const { source, count } = counted(bytes);
  const reader = new ByteReader(source);
  await reader.read(200_000, 8);
  expect(count).toStrictEqual({ reads: 1, bytes: 4_096, largest: 4_096 });
  await reader.read(204_100, 8);
  expect(count).toMatchObject({ reads: 2, largest: 8_192 });
  for (let at = 204_100; at < 290_000; at += 100) await reader.read(at, 8);
  expect(count.reads).toBe(5);
});

test("a file that has become shorter brings fewer bytes, and no walk waits for more", async () => {
  const reader = new ByteReader({ bytes: 1_000_000, read: () => Promise.resolve(Buffer.alloc(0)) });
  expect(await reader.read(0, 8)).toHaveLength(0);
  expect(await reader.piece(0, 100, 2)).toHaveLength(0);
});
