/** Pictures that their Exif turns: the API gets them as they are stored, and a person sees them turned. */
import type { Picture } from "../parameter.ts";
import { sizeInWords, type Size } from "../size.ts";

/** The size as shown. */
export const shownSize = ({ width, height, orientation }: Picture): Size =>
  orientation >= 5 ? { width: height, height: width } : { width, height };

/** As nearly as whole pixels can have the same ratio. */
function hasRatioOf(one: Size, other: Size): boolean {
  const longest = Math.max(one.width, one.height, other.width, other.height);
  return Math.abs(one.width * other.height - other.width * one.height) <= longest;
}

/** Whether a mask covers a picture as both are shown. */
export const fitsAsShown = (picture: Picture, mask: Picture): boolean =>
  hasRatioOf(shownSize(picture), shownSize(mask));

/** Whether a mask covers a picture as both are stored. */
export const fitsAsStored = (picture: Picture, mask: Picture): boolean => hasRatioOf(picture, mask);

/** What is wrong with a mask that fits its picture as it is shown, and not as it is stored, and what would be right. */
export function problemOfTurned(picture: Picture, mask: Picture): string | undefined {
  const isTurned = shownSize(picture).width !== picture.width || shownSize(mask).width !== mask.width;
  if (!isTurned || fitsAsStored(picture, mask) || !fitsAsShown(picture, mask)) return undefined;
  return `is stored as ${sizeInWords(mask)}, and its picture as ${sizeInWords(picture)}: they fit only as they are shown, and `
    + "the API takes them as they are stored; turn both upright with **Fit Image**";
}

/** What is good to know of a picture that is sent as it is. */
export function notesOfPicture(name: string, picture: Picture): string[] {
  const { orientation, isAnimated } = picture;
  return [
    ...orientation === 1 ? [] : [`\`${name}\` is turned by its EXIF: the API takes it as it is stored, `
      + `${sizeInWords(picture)}, and a mask must fit that. **Fit Image** turns it upright.`],
    ...isAnimated ? [`\`${name}\` is animated: only its first frame counts.`] : [],
  ];
}
