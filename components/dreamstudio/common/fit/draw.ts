/** The only place of the components that touches pixels: sharp reads row by row, and holds only the small picture. */
import sharp, { type Sharp } from "sharp";
import type { Size } from "../../operations/size.ts";
import type { Plan } from "./plan.ts";

// A step runs once: a cache would only hold memory, and so would rows that other threads read ahead.
sharp.cache(false);
sharp.concurrency(1);

export type Format = "jpeg" | "png" | "webp";

/** Where the part that stays begins in the picture that was resized. */
export interface Corner {
  left: number;
  top: number;
}

interface Look {
  format: Format;
  /** Of what is added, and under what is transparent in a JPEG; `transparent`, or `#rrggbb`. */
  color: string;
  /** Whether no new colors may come in between others, as in a mask. */
  isMask: boolean;
}

const quality = 90;

const encoders: Readonly<Record<Format, (picture: Sharp) => Sharp>> = {
  // Its best coding would hold all of the picture in memory.
  jpeg: (picture) => picture.jpeg({ quality, optimiseCoding: false }),
  png: (picture) => picture.png({ compressionLevel: 6 }),
  webp: (picture) => picture.webp({ quality }),
};

/** The first frame, turned upright. Without its end it is refused, with bytes too many it is not. */
const open = (input: string | Buffer): Sharp => sharp(input, { failOn: "error", sequentialRead: true }).autoOrient();

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

const resized = (input: string | Buffer, { width, height }: Size, isMask: boolean): Sharp => open(input)
  .toColourspace("srgb")
  .resize(width, height, { fit: "fill", ...isMask && { kernel: sharp.kernel.nearest } });

/** The part of the size that a picture becomes. In one go with the rest, sharp would turn all of the large picture. */
async function cut(picture: Sharp, { scaled, size }: Plan, { left, top }: Corner): Promise<Sharp> {
  const part = { width: Math.min(scaled.width, size.width), height: Math.min(scaled.height, size.height) };
  if (part.width === scaled.width && part.height === scaled.height) return picture;
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return sharp(data, { raw: { width, height, channels } })
    .extract({ left: Math.max(0, left), top: Math.max(0, top), ...part });
}

/** @returns the encoded picture */
export async function draw(input: string | Buffer, plan: Plan, corner: Corner, look: Look): Promise<Buffer> {
  const { format, color, isMask } = look;
  const picture = await cut(resized(input, plan.scaled, isMask), plan, corner);
  if (color === "transparent" && format !== "jpeg") picture.ensureAlpha();
  picture.extend({ ...marginsOf(plan), background: colorOf(color) });
  if (format === "jpeg") picture.flatten({ background: color === "transparent" ? "#ffffff" : color });
  return encoders[format](picture).toBuffer();
}

/** A mask that was drawn over a picture as it is stored, turned as that one is. */
export const turnedLike = (path: string, orientation: number): Promise<Buffer> =>
  sharp(path, { failOn: "error" }).withMetadata({ orientation }).png().toBuffer();
