import { markAsEmulated } from "../pixels/mark.ts";
import type { Picture } from "../pixels/picture.ts";
import { inStyle } from "../looks/looks.ts";
import type { Random } from "../pixels/random.ts";
import { drawLandscape, type Subject } from "./landscape.ts";
import { randomOf } from "./scene.ts";

const { max, min } = Math;

/** A fine grain, as a generated picture has it; it also gives files of a realistic size. In place. */
function addGrain({ pixels }: Picture, random: Random): void {
  for (let at = 0; at < pixels.length; at += 4) {
    const grain = (random() - 0.5) * 5 + 0.5;
    for (let channel = at; channel < at + 3; channel += 1) {
      pixels[channel] = max(0, min(255, (pixels[channel] ?? 0) + grain));
    }
  }
}

/** A landscape of exactly the size asked, in its style; the same landscape in every style. */
export async function drawUnmarked(subject: Subject): Promise<Picture> {
  const picture = await inStyle(await drawLandscape(subject), subject.style, randomOf(subject, "style"));
  addGrain(picture, randomOf(subject, "fine grain"));
  return picture;
}

/** A landscape of exactly the size asked, marked as emulated. */
export async function draw(subject: Subject): Promise<Picture> {
  const picture = await drawUnmarked(subject);
  markAsEmulated(picture);
  return picture;
}
