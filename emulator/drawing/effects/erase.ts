import { blend, type Picture, type Share } from "../pixels/picture.ts";
import { randomFrom } from "../pixels/random.ts";
import { addTexture } from "./texture.ts";

const { ceil, max, min } = Math;

/** Red, green and blue of each pixel, and which of them are known; at every level half as wide and high. */
interface Level {
  width: number;
  height: number;
  colors: Float32Array;
  known: Uint8Array;
}

/** A little that a mask says by its compression does not make a pixel unknown. */
const hardlyAny = 1 / 16;

function levelOf({ width, height, pixels }: Picture, where: Share): Level {
  const known = new Uint8Array(width * height);
  const colors = new Float32Array(width * height * 3);
  for (let pixel = 0; pixel < known.length; pixel += 1) {
    known[pixel] = where(pixel) < hardlyAny ? 1 : 0;
    for (let channel = 0; channel < 3; channel += 1) {
      colors[pixel * 3 + channel] = pixels[pixel * 4 + channel] ?? 0;
    }
  }
  return { width, height, colors, known };
}

/** Where nothing is left, there are no surroundings: all becomes the mean of what there was. */
function flatten({ colors, known }: Level): void {
  const sums = [0, 0, 0];
  for (let at = 0; at < colors.length; at += 1) sums[at % 3] = (sums[at % 3] ?? 0) + (colors[at] ?? 0);
  for (let at = 0; at < colors.length; at += 1) colors[at] = (sums[at % 3] ?? 0) / known.length;
}

/** Each pixel is the mean of the known ones among four. */
function halve({ width, height, colors, known }: Level): Level {
  const half = { width: ceil(width / 2), height: ceil(height / 2) };
  const means = new Float32Array(half.width * half.height * 3);
  const counts = new Uint8Array(half.width * half.height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const pixel = y * width + x;
      if (known[pixel] === 0) continue;
      const to = (y >> 1) * half.width + (x >> 1);
      counts[to] = (counts[to] ?? 0) + 1;
      for (let channel = 0; channel < 3; channel += 1) {
        means[to * 3 + channel] = (means[to * 3 + channel] ?? 0) + (colors[pixel * 3 + channel] ?? 0);
      }
    }
  }
  for (let pixel = 0; pixel < counts.length; pixel += 1) {
    const count = counts[pixel] ?? 0;
    if (count === 0) continue;
    for (let at = pixel * 3; at < pixel * 3 + 3; at += 1) means[at] = (means[at] ?? 0) / count;
  }
  return { ...half, colors: means, known: counts.map((count) => min(1, count)) };
}

/** Takes the unknown colors from the level of half the size, between its pixels. */
function takeFrom(smaller: Level, level: Level, unknown: Int32Array): void {
  for (const pixel of unknown) {
    const x = pixel % level.width;
    const y = (pixel - x) / level.width;
    const left = max(0, (x - 1) >> 1);
    const top = max(0, (y - 1) >> 1);
    const right = min(smaller.width - 1, (x + 1) >> 1);
    const bottom = min(smaller.height - 1, (y + 1) >> 1);
    const across = (x & 1) === 1 ? 0.25 : 0.75;
    const down = (y & 1) === 1 ? 0.25 : 0.75;
    for (let channel = 0; channel < 3; channel += 1) {
      const at = (column: number, row: number) => smaller.colors[(row * smaller.width + column) * 3 + channel] ?? 0;
      const above = at(left, top) * (1 - across) + at(right, top) * across;
      const below = at(left, bottom) * (1 - across) + at(right, bottom) * across;
      level.colors[pixel * 3 + channel] = above * (1 - down) + below * down;
    }
  }
}

/** Brings each unknown color near the mean of its neighbours, as heat would spread. */
function spread({ width, height, colors }: Level, unknown: Int32Array): void {
  for (let round = 0; round < 6; round += 1) {
    for (const pixel of unknown) {
      const x = pixel % width;
      const left = (x > 0 ? pixel - 1 : pixel) * 3;
      const right = (x < width - 1 ? pixel + 1 : pixel) * 3;
      const above = (pixel >= width ? pixel - width : pixel) * 3;
      const below = (pixel < width * (height - 1) ? pixel + width : pixel) * 3;
      for (let channel = 0; channel < 3; channel += 1) {
        colors[pixel * 3 + channel] = ((colors[left + channel] ?? 0) + (colors[right + channel] ?? 0)
          + (colors[above + channel] ?? 0) + (colors[below + channel] ?? 0)) / 4;
      }
    }
  }
}

/** The unknown pixels, from the first to the last. */
function unknownOf({ known }: Level): Int32Array {
  const unknown = new Int32Array(known.length);
  let count = 0;
  for (let pixel = 0; pixel < known.length; pixel += 1) {
    if (known[pixel] === 1) continue;
    unknown[count] = pixel;
    count += 1;
  }
  return unknown.subarray(0, count);
}

function fill(level: Level): void {
  const unknown = unknownOf(level);
  if (unknown.length === 0) return;
  const smaller = halve(level);
  fill(smaller);
  takeFrom(smaller, level, unknown);
  spread(level, unknown);
}

/**
 * Fills from the surroundings, with their colors and their structure, and draws nothing new, hence no mark; where the
 * share is 0, not a bit changes.
 */
export function erase(image: Picture, where: Share): Picture {
  const level = levelOf(image, where);
  if (level.known.includes(1)) {
    fill(level);
    addTexture(level, randomFrom("erase"));
  } else {
    flatten(level);
  }
  const pixels = Buffer.alloc(image.pixels.length, 255);
  for (let pixel = 0; pixel < level.known.length; pixel += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      pixels[pixel * 4 + channel] = max(0, min(255, (level.colors[pixel * 3 + channel] ?? 0) + 0.5));
    }
  }
  return blend(image, { ...image, pixels }, where);
}
