/** Small pictures for the tests of drawings, and what can be seen in them. */
import { luminance, type Picture, type Share } from "../../emulator/drawing/pixels/picture.ts";
import type { Scene } from "../../emulator/drawing/scene/scene.ts";

// Names of the module, since looking up a global for every pixel is slow here.
const { abs, floor, hypot, sqrt } = Math;

export const size = { width: 96, height: 64 };

export const sceneOf = (seed = 1, text = "A lighthouse"): Scene => ({ prompts: [{ text }], seed });

type Color = readonly [red: number, green: number, blue: number];
type Paint = (x: number, y: number) => Color;

export function paint(paint: Paint, { width, height } = size): Picture {
  const pixels = Buffer.alloc(width * height * 4, 255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) pixels.set(paint(x, y), (y * width + x) * 4);
  }
  return { width, height, pixels };
}

export const plain = (color: Color, of = size): Picture => paint(() => color, of);

/** Neither black nor white, and no pixel is like those around it. */
export const colorful = (of = size): Picture => paint((x, y) => [
  28 + (x * x * 31 + y * y * 17 + x * y * 7) % 200, 28 + (x * 53 + y * y * 29) % 200, 28 + (x * x * 11 + y * 71) % 200,
], of);

const isDisc = (x: number, y: number) => hypot(x - 48, y - 32) < 16;

/** A disc in the middle of a plain ground; the pixels well inside it, and those well outside. */
export const disc = (color: Color = [30, 60, 140], ground: Color = [200, 205, 210]): Picture =>
  paint((x, y) => isDisc(x, y) ? color : ground);
export const isInDisc = (pixel: number) => hypot(pixel % 96 - 48, floor(pixel / 96) - 32) < 13;
export const isOffDisc = (pixel: number) => hypot(pixel % 96 - 48, floor(pixel / 96) - 32) > 19;

export interface Rectangle {
  left: number;
  top: number;
  /** The first column and row that do not belong to it any more. */
  right: number;
  bottom: number;
}

export const isIn = ({ left, top, right, bottom }: Rectangle, { width } = size) => (pixel: number): boolean => {
  const [x, y] = [pixel % width, floor(pixel / width)];
  return x >= left && x < right && y >= top && y < bottom;
};
export const shareIn = (rectangle: Rectangle, of = size): Share => (pixel) => isIn(rectangle, of)(pixel) ? 1 : 0;

/** The bytes of the pixels that are looked at. */
export function part({ pixels }: Picture, looksAt: (pixel: number) => boolean): Buffer {
  const found = Buffer.alloc(pixels.length);
  let end = 0;
  for (let pixel = 0; pixel < pixels.length / 4; pixel += 1) {
    if (looksAt(pixel)) end += pixels.copy(found, end, pixel * 4, pixel * 4 + 4);
  }
  return found.subarray(0, end);
}

const everywhere = () => true;

/** The mean over the pixels that are looked at. */
export function meanOf(
  picture: Picture, value: (at: number) => number, looksAt: (pixel: number) => boolean = everywhere,
): number {
  let sum = 0;
  let count = 0;
  for (let pixel = 0; pixel < picture.pixels.length / 4; pixel += 1) {
    if (!looksAt(pixel)) continue;
    sum += value(pixel * 4);
    count += 1;
  }
  return sum / count;
}

export const brightness = (picture: Picture, looksAt?: (pixel: number) => boolean): number =>
  meanOf(picture, (at) => luminance(picture.pixels, at), looksAt);

/** The mean difference of a color of a pixel, from 0 to 255. */
export function difference(one: Picture, other: Picture, looksAt?: (pixel: number) => boolean): number {
  const of = (at: number) => abs((one.pixels[at] ?? 0) - (other.pixels[at] ?? 0));
  return meanOf(one, (at) => (of(at) + of(at + 1) + of(at + 2)) / 3, looksAt);
}

/** Pearson's, from -1 to 1. */
export function correlation(one: readonly number[], other: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [a, b] = [mean(one), mean(other)];
  const product = mean(one.map((value, at) => (value - a) * ((other[at] ?? 0) - b)));
  return product / sqrt(mean(one.map((value) => (value - a) ** 2)) * mean(other.map((value) => (value - b) ** 2)));
}
