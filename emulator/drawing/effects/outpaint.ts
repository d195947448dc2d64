import { drawUnmarked } from "../scene/draw.ts";
import { markAsEmulated } from "../pixels/mark.ts";
import type { Picture } from "../pixels/picture.ts";
import type { Scene } from "../scene/scene.ts";
import { smoothstep } from "../pixels/smoothstep.ts";

const { max, min, round } = Math;

/** How many pixels are added at each side. */
export interface Margins {
  left: number;
  right: number;
  up: number;
  down: number;
}

/** How far a place lies before or behind the range of an axis; 0 inside. */
const outside = (place: number, length: number) => max(0, -place, place - length + 1);

/** The place inside that lies as far from the edge as this one does outside. */
function mirrored(place: number, length: number): number {
  const reflected = place < 0 ? -place - 1 : place >= length ? 2 * length - place - 1 : place;
  return max(0, min(length - 1, reflected));
}

/** Near the seam the image is mirrored into the drawing, and fades. */
function fadeSeam(drawn: Picture, image: Picture, margins: Margins): void {
  const reach = max(1, min(image.width, image.height) / 5);
  for (let y = 0; y < drawn.height; y += 1) {
    for (let x = 0; x < drawn.width; x += 1) {
      const [column, row] = [x - margins.left, y - margins.up];
      const distance = max(outside(column, image.width), outside(row, image.height));
      if (distance === 0 || distance > reach) continue;
      const share = smoothstep(1 - distance / (reach + 1));
      const from = (mirrored(row, image.height) * image.width + mirrored(column, image.width)) * 4;
      const to = (y * drawn.width + x) * 4;
      for (let channel = 0; channel < 3; channel += 1) {
        const color = drawn.pixels[to + channel] ?? 0;
        drawn.pixels[to + channel] = round(color + ((image.pixels[from + channel] ?? 0) - color) * share);
      }
    }
  }
}

/**
 * The landscape of the new size, and in it the image, bit for bit: the seam is softened on its outside only.
 *
 * @param margins each a whole number of pixels from 0
 */
export function outpaint(image: Picture, margins: Margins, scene: Scene): Picture {
  const width = margins.left + image.width + margins.right;
  const height = margins.up + image.height + margins.down;
  const painted = drawUnmarked({ ...scene, width, height });
  fadeSeam(painted, image, margins);
  for (let row = 0; row < image.height; row += 1) {
    const from = row * image.width * 4;
    image.pixels.copy(painted.pixels, ((row + margins.up) * width + margins.left) * 4, from, from + image.width * 4);
  }
  markAsEmulated(painted, (pixel) => {
    const column = pixel % width - margins.left;
    const row = (pixel - pixel % width) / width - margins.up;
    return outside(column, image.width) + outside(row, image.height) > 0 ? 1 : 0;
  });
  return painted;
}
