/** The sizes of what v2 draws. The documents give megapixels; the sides were measured (see FIDELITY.md). */
import { resize, type Picture, type Size } from "../drawing/pixels/picture.ts";
import type { AspectRatio } from "./fields.ts";

type Sizes = Readonly<Record<AspectRatio, Size>>;

const size = (width: number, height: number): Size => ({ width, height });

const upright = ({ width, height }: Size): Size => ({ width: height, height: width });

/** The five ratios from square to widest; the upright ones mirror them. */
const sizesOf = (square: Size, fiveToFour: Size, threeToTwo: Size, sixteenToNine: Size, widest: Size): Sizes => ({
  "21:9": widest,
  "16:9": sixteenToNine,
  "3:2": threeToTwo,
  "5:4": fiveToFour,
  "1:1": square,
  "4:5": upright(fiveToFour),
  "2:3": upright(threeToTwo),
  "9:16": upright(sixteenToNine),
  "9:21": upright(widest),
});

const ofUltraAndSd3 = sizesOf(size(1024, 1024), size(1088, 896), size(1216, 832), size(1344, 768), size(1536, 640));

/** The documents call it 1.5 megapixels. */
const ofCore = sizesOf(size(1536, 1536), size(1632, 1344), size(1824, 1248), size(2016, 1152), size(2304, 960));

const ofStyle = sizesOf(size(1024, 1024), size(1144, 915), size(1254, 836), size(1365, 768), size(1564, 670));

/** For ultra and sd3. */
export const sizeOfOneMegapixel = (ratio: AspectRatio = "1:1"): Size => ofUltraAndSd3[ratio];

export const sizeOfCore = (ratio: AspectRatio = "1:1"): Size => ofCore[ratio];

export const sizeOfStyle = (ratio: AspectRatio = "1:1"): Size => ofStyle[ratio];

export const megapixel = 1_048_576;

/** So many pixels or a few less, and never more, in the ratio of another size. */
export function scaledTo(pixels: number, { width, height }: Size): Size {
  const factor = Math.sqrt(pixels / (width * height));
  const rounded = { width: Math.round(width * factor), height: Math.round(height * factor) };
  if (rounded.width * rounded.height <= pixels && rounded.width * rounded.height > 0) return rounded;
  return { width: Math.max(1, Math.floor(width * factor)), height: Math.max(1, Math.floor(height * factor)) };
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
