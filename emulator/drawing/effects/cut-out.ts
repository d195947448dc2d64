import type { Picture } from "../pixels/picture.ts";
import { subjectOf } from "./subject/subject.ts";

const { round } = Math;

/** The subject alone: its background becomes transparent. */
export async function cutOut(image: Picture): Promise<Picture> {
  const subject = await subjectOf(image);
  const pixels = Buffer.from(image.pixels);
  for (let pixel = 0; pixel < pixels.length / 4; pixel += 1) {
    const opacity = round((pixels[pixel * 4 + 3] ?? 0) * subject(pixel));
    pixels[pixel * 4 + 3] = opacity;
    // What cannot be seen leaves nothing in the file.
    if (opacity === 0) pixels.fill(0, pixel * 4, pixel * 4 + 3);
  }
  return { ...image, pixels };
}
