/** The small copy in which a subject is sought, and how far its colors are apart. */
import { resize, type Picture } from "../../pixels/picture.ts";
import { soften } from "../../pixels/soften.ts";

const { max, min, round } = Math;

/** It is sought in a small copy, whose longer side has at most so many pixels. */
const longestSide = 192;

export type Color = [number, number, number];

/** A small picture in colors that are as far apart as they look: brightness, and two axes of hue. */
export interface Copy {
  width: number;
  height: number;
  /** Three numbers for each pixel. */
  colors: Float32Array;
}

/** Brightness counts for less: shadows and light change it, and hardly the hue. */
const brightnessWeight = 0.75;

export function shrink(image: Picture): Promise<Picture> {
  const scale = min(1, longestSide / max(image.width, image.height));
  return resize(image, max(1, round(image.width * scale)), max(1, round(image.height * scale)));
}

export function copyOf({ width, height, pixels }: Picture): Copy {
  const planes = [0, 1, 2].map(() => new Float32Array(width * height));
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const [red, green, blue] = [pixels[pixel * 4] ?? 0, pixels[pixel * 4 + 1] ?? 0, pixels[pixel * 4 + 2] ?? 0];
    const light = 0.299 * red + 0.587 * green + 0.114 * blue;
    [light * brightnessWeight, red - light, (blue - light) * 0.8].forEach((value, plane) => {
      const values = planes[plane];
      if (values !== undefined) values[pixel] = value;
    });
  }
  const colors = new Float32Array(width * height * 3);
  planes.forEach((values, plane) => {
    // Noise and the blocks of a JPEG vanish.
    soften(values, width, height, 1);
    for (let pixel = 0; pixel < values.length; pixel += 1) colors[pixel * 3 + plane] = values[pixel] ?? 0;
  });
  return { width, height, colors };
}

export const colorOf = (colors: Float32Array, pixel: number): Color =>
  [colors[pixel * 3] ?? 0, colors[pixel * 3 + 1] ?? 0, colors[pixel * 3 + 2] ?? 0];

export const distanceTo = (colors: Float32Array, pixel: number, [first, second, third]: Color) =>
  ((colors[pixel * 3] ?? 0) - first) ** 2 + ((colors[pixel * 3 + 1] ?? 0) - second) ** 2
  + ((colors[pixel * 3 + 2] ?? 0) - third) ** 2;

/** A shadow leaves so much of the light of what it falls on. */
const leastLight = 0.5;

/** The same as far as it is no shadow: to the nearest of all colors from the full light to the shade. */
export function distanceToLitOrShaded(colors: Float32Array, pixel: number, [first, second, third]: Color): number {
  const product = (colors[pixel * 3] ?? 0) * first + (colors[pixel * 3 + 1] ?? 0) * second
    + (colors[pixel * 3 + 2] ?? 0) * third;
  const light = max(leastLight, min(1, product / (first * first + second * second + third * third + 1)));
  return distanceTo(colors, pixel, [first * light, second * light, third * light]);
}
