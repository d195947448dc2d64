/** Pictures as pixels: how they are read, combined and written. */
import sharp from "sharp";

const { round } = Math;

/** In pixels. */
export interface Size {
  width: number;
  height: number;
}

export interface Picture extends Size {
  /** Rows of red, green, blue and opacity, each from 0 to 255. */
  pixels: Buffer;
}

/** @throws Error if it is no picture, or is cut off */
export async function decode(bytes: Uint8Array): Promise<Picture> {
  const { data, info } = await sharp(bytes, { failOn: "truncated" })
    .toColorspace("srgb").ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: data };
}

/** For sharp to work on. */
export const open = ({ width, height, pixels }: Picture) => sharp(pixels, { raw: { width, height, channels: 4 } });

export type Format = "png" | "jpeg" | "webp";

/** Without opacity unless it is asked for: what is drawn covers all. A JPEG never has any. */
export function encode(picture: Picture, format: Format = "png", { keepAlpha = false } = {}): Promise<Buffer> {
  const colors = keepAlpha ? open(picture) : open(picture).removeAlpha();
  return colors.toFormat(format).toBuffer();
}

/** Stretched to the new shape, or cut at two sides where it is to cover it. */
export async function resize(
  picture: Picture, width: number, height: number, fit: "fill" | "cover" = "fill",
): Promise<Picture> {
  if (picture.width === width && picture.height === height) return picture;
  const pixels = await open(picture).resize(width, height, { fit }).raw().toBuffer();
  return { width, height, pixels };
}

/** So far that nothing can be recognized, and for good: only a few pixels of it are left. */
export async function blur(picture: Picture): Promise<Picture> {
  const few = await resize(picture, 8, 8);
  return resize(few, picture.width, picture.height);
}

/** How much of the new picture shows at a pixel, from 0 to 1. */
export type Share = (pixel: number) => number;

/** Lays a new picture, and its opacity, over one of the same size; where its share is 0, not a bit changes. */
export function blend(under: Picture, over: Picture, share: Share): Picture {
  const pixels = Buffer.from(under.pixels);
  for (let pixel = 0; pixel < pixels.length / 4; pixel += 1) {
    const part = share(pixel);
    for (let at = pixel * 4; at < pixel * 4 + 4; at += 1) {
      pixels[at] = round((pixels[at] ?? 0) * (1 - part) + (over.pixels[at] ?? 0) * part);
    }
  }
  return { ...under, pixels };
}

/** How bright the pixel is that begins at this byte, from 0 to 255 (ITU-R BT.601). */
export const luminance = (pixels: Buffer, at: number): number =>
  0.299 * (pixels[at] ?? 0) + 0.587 * (pixels[at + 1] ?? 0) + 0.114 * (pixels[at + 2] ?? 0);

/** How bright the pixels are on average, from 0 to 255. */
export function meanLuminance({ pixels }: Picture): number {
  let mean = 0;
  for (let at = 0; at < pixels.length; at += 4) mean += luminance(pixels, at) / (pixels.length / 4);
  return mean;
}

/** Replaces where the mask is white, and in proportion where it is grey. */
export const whiteOf = ({ pixels }: Picture): Share => (pixel) => luminance(pixels, pixel * 4) / 255;

/** Replaces where the mask is black, and in proportion where it is grey. */
export const blackOf = (mask: Picture): Share => {
  const white = whiteOf(mask);
  return (pixel) => 1 - white(pixel);
};

/** Replaces where the picture is transparent, and in proportion where it is translucent. */
export const transparencyOf = ({ pixels }: Picture): Share => (pixel) => 1 - (pixels[pixel * 4 + 3] ?? 255) / 255;
