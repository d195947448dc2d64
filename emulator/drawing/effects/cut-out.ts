import type { Picture, Share } from "../pixels/picture.ts";
import { smoothstep } from "../pixels/smoothstep.ts";
import { soften } from "../pixels/soften.ts";

const { floor, hypot, max, min, round } = Math;

const smooth = (value: number) => smoothstep(max(0, min(1, value)));

/** Where the background is sought: at the upper edge and most of the sides, since a subject stands on the ground. */
function borderOf({ width, height }: Picture): number[] {
  const top = Array.from({ length: width }, (_, x) => x);
  const sides = Array.from({ length: floor(height * 0.7) }, (_, y) => [y * width, y * width + width - 1]);
  return [...new Set([...top, ...sides.flat()])];
}

/** A neighbour belongs to the background if its color is not farther than this from what led to it. */
const maxDistance = 30;

/** 0 for the background, which is flooded from the border as long as colors change gently; 1 for the rest. */
function flood(picture: Picture): Float32Array {
  const { width, height, pixels } = picture;
  const rest = new Float32Array(width * height).fill(1);
  // The color that led to each pixel: it follows slow changes as a sky has them.
  const colors = Float32Array.from(pixels);
  const queue = new Int32Array(width * height);
  let end = 0;
  for (const pixel of borderOf(picture)) {
    rest[pixel] = 0;
    queue[end] = pixel;
    end += 1;
  }
  const visit = (pixel: number, from: number): void => {
    if (rest[pixel] === 0) return;
    const red = (colors[pixel * 4] ?? 0) - (colors[from * 4] ?? 0);
    const green = (colors[pixel * 4 + 1] ?? 0) - (colors[from * 4 + 1] ?? 0);
    const blue = (colors[pixel * 4 + 2] ?? 0) - (colors[from * 4 + 2] ?? 0);
    if (red * red + green * green + blue * blue > maxDistance * maxDistance) return;
    rest[pixel] = 0;
    colors[pixel * 4] = (colors[from * 4] ?? 0) + red * 0.15;
    colors[pixel * 4 + 1] = (colors[from * 4 + 1] ?? 0) + green * 0.15;
    colors[pixel * 4 + 2] = (colors[from * 4 + 2] ?? 0) + blue * 0.15;
    queue[end] = pixel;
    end += 1;
  };
  for (let next = 0; next < end; next += 1) {
    const pixel = queue[next] ?? 0;
    const x = pixel % width;
    if (x > 0) visit(pixel - 1, pixel);
    if (x < width - 1) visit(pixel + 1, pixel);
    if (pixel >= width) visit(pixel - width, pixel);
    if (pixel < width * (height - 1)) visit(pixel + width, pixel);
  }
  return rest;
}

/** What stands for a subject that was not found. */
function middleOf({ width, height }: Picture): Share {
  return (pixel) => {
    const [x, y] = [pixel % width, floor(pixel / width)];
    return smooth((1 - hypot((x + 0.5) / width - 0.5, (y + 0.5) / height - 0.5) / 0.42) / 0.15);
  };
}

/**
 * How much of each pixel belongs to the subject: all that differs from the colors at the border.
 * If that is hardly anything or nearly all, it is a soft ellipse in the middle.
 */
export function subjectOf(image: Picture): Share {
  const rest = flood(image);
  // Specks vanish, and edges become soft.
  soften(rest, image.width, image.height, 2);
  let found = 0;
  for (let pixel = 0; pixel < rest.length; pixel += 1) {
    const share = smooth(((rest[pixel] ?? 0) - 0.45) / 0.4);
    rest[pixel] = share;
    found += share / rest.length;
  }
  if (found < 0.01 || found > 0.97) return middleOf(image);
  return (pixel) => rest[pixel] ?? 0;
}

/** The subject alone: its background becomes transparent. */
export function cutOut(image: Picture): Picture {
  const subject = subjectOf(image);
  const pixels = Buffer.from(image.pixels);
  for (let pixel = 0; pixel < pixels.length / 4; pixel += 1) {
    const opacity = round((pixels[pixel * 4 + 3] ?? 0) * subject(pixel));
    pixels[pixel * 4 + 3] = opacity;
    // Of what cannot be seen, nothing is left in the file.
    if (opacity === 0) pixels.fill(0, pixel * 4, pixel * 4 + 3);
  }
  return { ...image, pixels };
}
