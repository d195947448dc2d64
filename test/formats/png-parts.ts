/** PNGs taken apart into chunks, and put together again. */
import { crc32 } from "node:zlib";

export interface Chunk {
  type: string;
  data: Buffer;
  /** What is added to the checksum, to make it wrong. */
  off?: number;
}

export const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");

export function chunkBytes({ type, data, off = 0 }: Chunk): Buffer {
  const typeAndData = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length, 0);
  typeAndData.copy(bytes, 4);
  bytes.writeUInt32BE((crc32(typeAndData) + off) % 2 ** 32, bytes.length - 4);
  return bytes;
}

export const pngOf = (chunks: readonly Chunk[]): Buffer => Buffer.concat([signature, ...chunks.map(chunkBytes)]);

export function chunksOf(png: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = signature.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    chunks.push({ type: png.toString("latin1", at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

interface Header {
  width?: number;
  height?: number;
  depth?: number;
  colorType?: number;
  compression?: number;
  filter?: number;
  interlace?: number;
}

export function headerChunk(header: Header): Chunk {
  const { width = 4, height = 4, depth = 8, colorType = 2, compression = 0, filter = 0, interlace = 0 } = header;
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([depth, colorType, compression, filter, interlace], 8);
  return { type: "IHDR", data };
}

export const end: Chunk = { type: "IEND", data: Buffer.alloc(0) };
