/** Files to send. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
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

/** Writes bytes into a folder. @returns the path */
export async function saved(folder: string, name: string, bytes: Buffer | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}
