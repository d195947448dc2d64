/** Which pixels of a picture an operation may change. */
import type { z } from "zod";
import { grow } from "../drawing/pixels/grow.ts";
import { resize, transparencyOf, whiteOf, type Picture, type Share } from "../drawing/pixels/picture.ts";
import type { PictureFile } from "../drawing/pixels/picture-file.ts";
import { mostPixels, picture } from "./pictures.ts";

/** The documents set no limits for masks: another size is made to fit. */
export const mask = picture({ pixels: { max: mostPixels } }).optional();

interface Masked<Image> {
  image: Image;
  mask?: Image | undefined;
}

/** Not documented: what is answered to an image that is opaque, without a mask. */
export function requireMask({ image, mask: given }: Masked<PictureFile>, context: z.RefinementCtx): void {
  if (given !== undefined || image.hasAlpha) return;
  context.addIssue({ code: "custom", path: ["mask"], message: "required, since the image has no alpha channel" });
}

/** Where the mask is white; without one, where the image is transparent. */
export async function maskOf(
  { image, mask: given }: Masked<Picture>, { width, height }: Picture, growsBy: number,
): Promise<Share> {
  const share = given === undefined
    ? transparencyOf(await resize(image, width, height))
    : whiteOf(await resize(given, width, height));
  return growsBy === 0 ? share : grow(share, width, height, growsBy);
}
