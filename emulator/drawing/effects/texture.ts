/** Fine structure, which is copied from where it is known to where it is not. */
import type { Size } from "../pixels/picture.ts";
import type { Random } from "../pixels/random.ts";
import { soften } from "../pixels/soften.ts";

const { abs, floor, max, min, round } = Math;

/** Red, green and blue of each pixel; only those that are known have a structure. */
export interface Canvas extends Size {
  colors: Float32Array;
  known: Uint8Array;
}

/** Structure is what is left of a picture when its areas are taken away, which are this many pixels large. */
const areaFor = ({ width, height }: Size) => max(3, round(min(width, height) / 64));

function channelOf(colors: Float32Array, channel: number): Float32Array {
  const values = new Float32Array(colors.length / 3);
  for (let pixel = 0; pixel < values.length; pixel += 1) values[pixel] = colors[pixel * 3 + channel] ?? 0;
  return values;
}

/** The areas of a picture, without its structure. */
export function areasOf({ width, height, colors }: Omit<Canvas, "known">): Float32Array {
  const areas = new Float32Array(colors.length);
  for (let channel = 0; channel < 3; channel += 1) {
    const values = channelOf(colors, channel);
    soften(values, width, height, areaFor({ width, height }));
    for (let pixel = 0; pixel < values.length; pixel += 1) areas[pixel * 3 + channel] = values[pixel] ?? 0;
  }
  return areas;
}

/** Where structure can be taken from: what is known, and no hard edge, which would be seen as a copy. */
function sourcesOf({ width, height, known }: Canvas, details: Float32Array): Uint8Array {
  const strength = channelOf(details, 1).map((value) => abs(value));
  soften(strength, width, height, 2);
  const hidden = Float32Array.from(known, (isKnown) => 1 - isKnown);
  soften(hidden, width, height, areaFor({ width, height }));
  const usual = Float32Array.from(strength.filter((_value, pixel) => pixel % 7 === 0 && known[pixel] === 1)).sort();
  const most = 1 + 2.2 * (usual[floor(usual.length / 2)] ?? 0);
  return Uint8Array.from(known, (isKnown, pixel) =>
    isKnown === 1 && (strength[pixel] ?? 0) <= most && (hidden[pixel] ?? 0) < 0.001 ? 1 : 0);
}

/** Neighbours that are already there when pixels are visited from the first to the last. */
const neighbours = [
  [-1, 0], [-2, 0], [-3, 0], [0, -1], [-1, -1], [1, -1], [-2, -1], [2, -1], [0, -2], [-1, -2], [1, -2],
] as const;
const heirs = [[-1, 0], [0, -1], [-1, -1], [1, -1]] as const;
const randomTries = 5;

/**
 * Gives each unknown pixel the structure of a known one whose neighbours look alike, so that whole runs are copied.
 *
 * @param canvas its unknown colors are smooth, and get the structure in place
 */
export function addTexture(canvas: Canvas, random: Random): void {
  const { width, height, colors, known } = canvas;
  const areas = areasOf(canvas);
  const details = colors.map((color, at) => known[floor(at / 3)] === 1 ? color - (areas[at] ?? 0) : 0);
  const isSource = sourcesOf(canvas, details);
  const sources = Int32Array.from(isSource.keys()).filter((pixel) => isSource[pixel] === 1);
  if (sources.length === 0) return;
  const origins = new Int32Array(known.length).fill(-1);

  const unlikeness = (pixel: number, x: number, y: number, source: number): number => {
    const [sourceX, sourceY] = [source % width, floor(source / width)];
    let sum = 0;
    for (const [right, down] of neighbours) {
      if (x + right < 0 || x + right >= width || y + down < 0) continue;
      const fromX = sourceX + right;
      if (fromX < 0 || fromX >= width || sourceY + down < 0) return Infinity;
      const step = down * width + right;
      const difference = (details[(pixel + step) * 3 + 1] ?? 0) - (details[(source + step) * 3 + 1] ?? 0);
      sum += difference * difference;
    }
    return sum;
  };

  for (let pixel = 0; pixel < known.length; pixel += 1) {
    if (known[pixel] === 1) continue;
    const [x, y] = [pixel % width, floor(pixel / width)];
    let [best, least] = [-1, Infinity];
    const consider = (source: number): void => {
      const unlike = unlikeness(pixel, x, y, source);
      if (unlike < least) [best, least] = [source, unlike];
    };
    for (const [right, down] of heirs) {
      if (x + right < 0 || x + right >= width || y + down < 0) continue;
      const origin = origins[pixel + down * width + right] ?? -1;
      const [sourceX, sourceY] = [origin % width - right, floor(origin / width) - down];
      if (origin < 0 || sourceX < 0 || sourceX >= width || sourceY >= height) continue;
      const source = sourceY * width + sourceX;
      if (isSource[source] === 1) consider(source);
    }
    for (let attempt = best < 0 ? 0 : randomTries - 1; attempt < randomTries; attempt += 1) {
      consider(sources[floor(random() * sources.length)] ?? 0);
    }
    if (best < 0) best = sources[floor(random() * sources.length)] ?? 0;
    origins[pixel] = best;
    for (let channel = 0; channel < 3; channel += 1) details[pixel * 3 + channel] = details[best * 3 + channel] ?? 0;
  }
  for (let at = 0; at < colors.length; at += 1) {
    if (known[floor(at / 3)] === 0) colors[at] = (colors[at] ?? 0) + (details[at] ?? 0);
  }
}
