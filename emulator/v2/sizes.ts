/** The sizes of what v2 draws. The documents give megapixels; the sides are guessed. */
import { resize, type Picture, type Size } from "../drawing/pixels/picture.ts";
import type { AspectRatio } from "./fields.ts";

/** Sides are multiples of 64. */
type Sizes = Readonly<Record<AspectRatio, Size>>;

const size = (width: number, height: number): Size => ({ width, height });

const oneMegapixel: Sizes = {
  "21:9": size(1536, 640),
  "16:9": size(1344, 768),
  "3:2": size(1216, 832),
  "5:4": size(1088, 896),
  "1:1": size(1024, 1024),
  "4:5": size(896, 1088),
  "2:3": size(832, 1216),
  "9:16": size(768, 1344),
  "9:21": size(640, 1536),
};

const oneAndAHalfMegapixels: Sizes = {
  "21:9": size(1920, 832),
  "16:9": size(1600, 896),
  "3:2": size(1536, 1024),
  "5:4": size(1344, 1088),
  "1:1": size(1216, 1216),
  "4:5": size(1088, 1344),
  "2:3": size(1024, 1536),
  "9:16": size(896, 1600),
  "9:21": size(832, 1920),
};

export const sizeOfOneMegapixel = (ratio: AspectRatio = "1:1"): Size => oneMegapixel[ratio];

export const sizeOfOneAndAHalfMegapixels = (ratio: AspectRatio = "1:1"): Size => oneAndAHalfMegapixels[ratio];

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
