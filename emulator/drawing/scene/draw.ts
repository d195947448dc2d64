import { markAsEmulated } from "../pixels/mark.ts";
import type { Picture } from "../pixels/picture.ts";
import { drawLandscape, type Subject } from "./landscape.ts";

/** A landscape of exactly the size asked. */
export const drawUnmarked = (subject: Subject): Promise<Picture> => drawLandscape(subject);

/** A landscape of exactly the size asked, marked as emulated. */
export async function draw(subject: Subject): Promise<Picture> {
  const picture = await drawUnmarked(subject);
  markAsEmulated(picture);
  return picture;
}
