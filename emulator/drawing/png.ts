import sharp from "sharp";
import { drawLandscape, type Subject } from "./landscape.ts";
import { markAsEmulated } from "./mark.ts";

/** A picture of exactly the size asked, as PNG. */
export async function drawPng(subject: Subject): Promise<Buffer> {
  const { width, height } = subject;
  const pixels = drawLandscape(subject);
  markAsEmulated(pixels, width, height);
  return sharp(pixels, { raw: { width, height, channels: 3 } }).png().toBuffer();
}
