/** The last steps from a drawn picture to the file that is answered. */
import { withCaption } from "./caption.ts";
import { blur, encode, open, type Format, type Picture } from "./picture.ts";

export interface Caption {
  prompt: string;
  /** Short texts behind the prompt, the most important first. */
  details: readonly string[];
}

export interface Finish {
  format?: Format;
  keepsAlpha?: boolean;
  /** The line below the picture; it has none without. */
  caption?: Caption | undefined;
  isBlurred?: boolean;
}

/** The bytes of a PNG, if no other format is asked. */
export async function finish(picture: Picture, options: Finish): Promise<Buffer> {
  const { format, keepsAlpha = false, caption, isBlurred = false } = options;
  const captioned = caption === undefined ? picture : withCaption(picture, caption.prompt, caption.details);
  return encode(isBlurred ? await blur(captioned) : captioned, format, { keepAlpha: keepsAlpha });
}

/** A small JPEG for an overview. */
export const thumbnailOf = (picture: Picture): Promise<Buffer> =>
  open(picture).resize(192, 192, { fit: "inside", withoutEnlargement: true }).flatten({ background: "#fff" }).jpeg().toBuffer();
