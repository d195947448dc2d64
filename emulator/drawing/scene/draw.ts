import { drawLandscape, type Subject } from "./landscape.ts";
import { markAsEmulated } from "../pixels/mark.ts";
import type { Picture } from "../pixels/picture.ts";

/** A landscape of exactly the size asked. */
export function drawUnmarked(subject: Subject): Picture {
  const { width, height } = subject;
  const colors = drawLandscape(subject);
  const pixels = Buffer.alloc(width * height * 4, 255);
  for (let from = 0, to = 0; from < colors.length; from += 3, to += 4) {
    pixels[to] = colors[from] ?? 0;
    pixels[to + 1] = colors[from + 1] ?? 0;
    pixels[to + 2] = colors[from + 2] ?? 0;
  }
  return { width, height, pixels };
}

/** A landscape of exactly the size asked, marked as emulated. */
export function draw(subject: Subject): Picture {
  const picture = drawUnmarked(subject);
  markAsEmulated(picture);
  return picture;
}
