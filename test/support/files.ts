/** Files to send. */
import { readdir, readlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { crc32 } from "node:zlib";
import sharp from "sharp";

interface PictureOptions {
  width?: number;
  height?: number;
  format?: "png" | "jpeg" | "webp" | "gif";
  /** An opacity from 0 to 1; without it there is no alpha channel. */
  alpha?: number;
}

/** A picture of one color. */
export function plainPicture({ width = 64, height = 64, format = "png", alpha }: PictureOptions = {}): Promise<Buffer> {
  const background = { r: 0, g: 128, b: 128, ...alpha !== undefined && { alpha } };
  const channels = alpha === undefined ? 3 : 4;
  return sharp({ create: { width, height, channels, background } }).toFormat(format).toBuffer();
}

const pngHeaderBytes = 33;
const chunkFrameBytes = 12;

/** A PNG of exactly so many bytes, by a chunk of its own that nobody reads; a few hundred at least. */
export async function pngOfBytes(bytes: number): Promise<Buffer> {
  const png = await plainPicture();
  const chunk = Buffer.alloc(bytes - png.length);
  chunk.writeUInt32BE(chunk.length - chunkFrameBytes, 0);
  chunk.write("teSt", 4, "latin1");
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4);
  return Buffer.concat([png.subarray(0, pngHeaderBytes), chunk, png.subarray(pngHeaderBytes)]);
}

/** Writes bytes into a folder. @returns the path */
export async function saved(folder: string, name: string, bytes: Buffer | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

/** The files below a folder that this process has open, as Linux tells. */
export async function openFilesBelow(folder: string): Promise<string[]> {
  const names = await readdir("/proc/self/fd");
  const links = await Promise.all(names.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => "")));
  return links.filter((link) => link.startsWith(folder));
}

/** Closing takes its time: waits for it, but no longer than a second. */
export async function untilClosed(folder: string): Promise<void> {
  for (let turn = 0; turn < 100 && (await openFilesBelow(folder)).length > 0; turn += 1) await sleep(10);
}

/** Bytes as a file of which any part can be read. */
export const inMemory = (bytes: Buffer) => ({
  bytes: bytes.length,
  read: (position: number, length: number) => Promise.resolve(bytes.subarray(position, position + length)),
});
