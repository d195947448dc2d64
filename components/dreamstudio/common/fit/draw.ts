/** The only place of the components that touches pixels: sharp reads row by row, and holds only the small picture. */
import sharp, { type Sharp } from "sharp";
import type { Size } from "../../operations/size.ts";
import type { Plan } from "./plan.ts";

// Rows that other threads read ahead would hold memory.
sharp.concurrency(1);

export type Format = "jpeg" | "png" | "webp";

/** Where the part that stays begins in the picture that was resized. */
export interface Corner {
  left: number;
  top: number;
}

interface Look {
  format: Format;
  /** The color of what is added, and what lies under transparency in a JPEG; `transparent`, or `#rrggbb`. */
  color: string;
  /** Whether no new colors may come in between others, as in a mask. */
  isMask: boolean;
}

const quality = 90;

/** The longest side that a file can have, in pixels: libjpeg's limit, the 14 bits of WebP, and libpng's limit. */
export const longestSides: Readonly<Record<Format, number>> = { jpeg: 65_500, webp: 16_383, png: 1_000_000 };

const encoders: Readonly<Record<Format, (picture: Sharp) => Sharp>> = {
  // Its best coding would hold all of the picture in memory.
  jpeg: (picture) => picture.jpeg({ quality, optimiseCoding: false }),
  png: (picture) => picture.png({ compressionLevel: 6 }),
  webp: (picture) => picture.webp({ quality }),
};

/**
 * The first frame, turned upright. Without its end it is refused, with bytes too many it is not. A cache would hold
 * memory, and show what a file of the same path was before; whoever else loads sharp in this process turns it on again.
 */
function open(input: string | Buffer): Sharp {
  sharp.cache(false);
  return sharp(input, { failOn: "error", sequentialRead: true }).autoOrient();
}

/** Large enough for what draws the attention to be seen. */
const lookedAt = 512;

export function centreCorner({ scaled, size }: Plan): Corner {
  return { left: Math.floor((scaled.width - size.width) / 2), top: Math.floor((scaled.height - size.height) / 2) };
}

/** The corner of the part that draws the attention, which a smaller picture shows as well. */
export async function attentionCorner(input: string, { scaled, size }: Plan): Promise<Corner> {
  const factor = Math.min(1, lookedAt / Math.max(scaled.width, scaled.height));
  const small = (length: number) => Math.max(1, Math.round(length * factor));
  const { info } = await open(input)
    .resize(small(size.width), small(size.height), { fit: "cover", position: sharp.strategy.attention })
    .raw().toBuffer({ resolveWithObject: true });
  const within = (offset: number | undefined, room: number) =>
    Math.min(Math.max(0, Math.round(-(offset ?? 0) / factor)), Math.max(0, room));
  return {
    left: within(info.cropOffsetLeft, scaled.width - size.width),
    top: within(info.cropOffsetTop, scaled.height - size.height),
  };
}

/** What is missing on each side; nothing where the picture is as large as it becomes. */
function marginsOf({ scaled, size }: Plan) {
  const [x, y] = [Math.max(0, size.width - scaled.width), Math.max(0, size.height - scaled.height)];
  const [left, top] = [Math.floor(x / 2), Math.floor(y / 2)];
  return { left, right: x - left, top, bottom: y - top };
}

const colorOf = (color: string) => color === "transparent" ? { r: 0, g: 0, b: 0, alpha: 0 } : color;

const upright = (input: string | Buffer): Sharp => open(input).toColourspace("srgb");

const scaledTo = (picture: Sharp, { width, height }: Size, isMask: boolean): Sharp =>
  picture.resize(width, height, { fit: "fill", ...isMask && { kernel: sharp.kernel.nearest } });

/** A stretch of pixels, and what it becomes. */
interface Stretch {
  start: number;
  length: number;
  scaledLength: number;
  /** Where in it, when it is scaled, the part begins. */
  offset: number;
}

/** The pixels that a part of a scaled side comes from. */
function stretchOf(given: number, scaled: number, from: number, length: number): Stretch {
  const factor = scaled / given;
  const start = Math.min(given - 1, Math.floor(from / factor));
  const end = Math.min(given, Math.max(start + 1, Math.ceil((from + length) / factor)));
  const scaledLength = Math.max(length, Math.round((end - start) * factor));
  const offset = Math.min(scaledLength - length, Math.round(from - start * factor));
  return { start, length: end - start, scaledLength, offset };
}

const pixelsOf = async (picture: Sharp): Promise<Sharp> => {
  const { data, info: { width, height, channels } } = await picture.raw().toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: { width, height, channels } });
};

/**
 * The part of the size that a picture becomes. Only what is seen of a picture is enlarged: all of a thin one would be
 * larger than any memory. In one go with the rest, sharp would turn all of a large picture, or cut it before it is
 * turned.
 */
async function cut(input: string | Buffer, { scaled, size }: Plan, corner: Corner, isMask: boolean): Promise<Sharp> {
  const [left, top] = [Math.max(0, corner.left), Math.max(0, corner.top)];
  const part = { width: Math.min(scaled.width, size.width), height: Math.min(scaled.height, size.height) };
  if (part.width === scaled.width && part.height === scaled.height) return scaledTo(upright(input), scaled, isMask);
  const { autoOrient: given } = await open(input).metadata();
  if (scaled.width * scaled.height <= given.width * given.height) {
    return (await pixelsOf(scaledTo(upright(input), scaled, isMask))).extract({ left, top, ...part });
  }
  const x = stretchOf(given.width, scaled.width, left, part.width);
  const y = stretchOf(given.height, scaled.height, top, part.height);
  const seen = (await pixelsOf(upright(input)))
    .extract({ left: x.start, top: y.start, width: x.length, height: y.length });
  const grown = await pixelsOf(scaledTo(seen, { width: x.scaledLength, height: y.scaledLength }, isMask));
  return grown.extract({ left: x.offset, top: y.offset, ...part });
}

/** @returns the encoded picture */
export async function draw(input: string | Buffer, plan: Plan, corner: Corner, look: Look): Promise<Buffer> {
  const { format, color, isMask } = look;
  const picture = await cut(input, plan, corner, isMask);
  if (color === "transparent" && format !== "jpeg") picture.ensureAlpha();
  picture.extend({ ...marginsOf(plan), background: colorOf(color) });
  if (format === "jpeg") picture.flatten({ background: color === "transparent" ? "#ffffff" : color });
  return encoders[format](picture).toBuffer();
}

/** A mask that was drawn over a picture as it is stored, turned as that one is. */
export const turnedLike = (path: string, orientation: number): Promise<Buffer> =>
  sharp(path, { failOn: "error" }).withMetadata({ orientation }).png().toBuffer();
