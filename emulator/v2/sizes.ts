/** The sizes of what v2 draws. The documents give megapixels; the sides are guessed. */
import { resize, type Picture } from "../drawing/picture.ts";
import type { AspectRatio } from "./fields.ts";

export interface Size {
  width: number;
  height: number;
}

/** Sides are multiples of 64; the upright ratios follow from these. */
type LyingRatio = "21:9" | "16:9" | "3:2" | "5:4" | "1:1";

const oneMegapixel: Readonly<Record<LyingRatio, readonly [number, number]>> = {
  "21:9": [1536, 640],
  "16:9": [1344, 768],
  "3:2": [1216, 832],
  "5:4": [1088, 896],
  "1:1": [1024, 1024],
};

const oneAndAHalf: typeof oneMegapixel = {
  "21:9": [1920, 832],
  "16:9": [1600, 896],
  "3:2": [1536, 1024],
  "5:4": [1344, 1088],
  "1:1": [1216, 1216],
};

const upright: Readonly<Record<Exclude<AspectRatio, LyingRatio>, LyingRatio>> = {
  "9:21": "21:9",
  "9:16": "16:9",
  "2:3": "3:2",
  "4:5": "5:4",
};

function sizeIn(sizes: typeof oneMegapixel, ratio: AspectRatio): Size {
  const isUpright = ratio in upright;
  const [long, short] = sizes[isUpright ? upright[ratio as keyof typeof upright] : ratio as LyingRatio];
  return isUpright ? { width: short, height: long } : { width: long, height: short };
}

export const sizeOfOneMegapixel = (ratio: AspectRatio = "1:1"): Size => sizeIn(oneMegapixel, ratio);

export const sizeOfOneAndAHalfMegapixels = (ratio: AspectRatio = "1:1"): Size => sizeIn(oneAndAHalf, ratio);

export const megapixel = 1_048_576;

/** So many pixels, or a few more or less, in the ratio of another size. */
export function scaledTo(pixels: number, { width, height }: Size): Size {
  const factor = Math.sqrt(pixels / (width * height));
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) };
}

/**
 * A picture to edit. Of most edits the documents say that the result has 4 megapixels, of one that it keeps the size;
 * here all keep it, up to 4 megapixels (guessed).
 */
export function withinFourMegapixels(picture: Picture): Promise<Picture> {
  const { width, height } = picture;
  const isSmall = width * height <= 4 * megapixel;
  const size = isSmall ? picture : scaledTo(4 * megapixel, picture);
  return resize(picture, size.width, size.height);
}
