import { mixColors, type Color } from "../pixels/colors.ts";
import { markAsEmulated } from "../pixels/mark.ts";
import { luminance, resize, type Picture } from "../pixels/picture.ts";
import { between, type Random } from "../pixels/random.ts";
import { slopeOf } from "../pixels/slope.ts";
import { soften } from "../pixels/soften.ts";
import { drawUnmarked } from "../scene/draw.ts";
import { randomOf, type Scene } from "../scene/scene.ts";

const { ceil, floor, max, min, round } = Math;

/** How much ink there is at each pixel, from 0 to 1: what is darker than the paper around it, or a step in it. */
function inkOf({ width, height, pixels }: Picture): Float32Array {
  const light = new Float32Array(width * height);
  for (let pixel = 0; pixel < light.length; pixel += 1) light[pixel] = luminance(pixels, pixel * 4);
  const paper = light.slice();
  soften(paper, width, height, max(2, round(min(width, height) / 40)));
  const smooth = light.slice();
  soften(smooth, width, height, 1);
  const slopes = slopeOf(smooth, width, height);
  return light.map((value, pixel) =>
    max(0, min(1, max(((paper[pixel] ?? 0) - value - 14) / 50, ((slopes[pixel] ?? 0) - 40) / 160))));
}

/** The number of the region of each pixel, or -1 on a line; a gap that is not wider than the line is closed. */
function regionsOf(ink: Float32Array, width: number, height: number): { regions: Int32Array; count: number } {
  const closed = ink.slice();
  soften(closed, width, height, max(1, round(min(width, height) / 300)));
  const regions = new Int32Array(ink.length).fill(-1);
  const queue = new Int32Array(ink.length);
  let count = 0;
  for (let start = 0; start < ink.length; start += 1) {
    if (regions[start] !== -1 || (closed[start] ?? 0) > 0.16) continue;
    queue[0] = start;
    regions[start] = count;
    for (let next = 0, end = 1; next < end; next += 1) {
      const pixel = queue[next] ?? 0;
      const x = pixel % width;
      for (const other of [x > 0 ? pixel - 1 : -1, x < width - 1 ? pixel + 1 : -1, pixel - width, pixel + width]) {
        if (other < 0 || other >= ink.length || regions[other] !== -1 || (closed[other] ?? 0) > 0.16) continue;
        regions[other] = count;
        queue[end] = other;
        end += 1;
      }
    }
    count += 1;
  }
  return { regions, count };
}

/** Each pixel of a line gets the region of the nearest one. */
function spreadRegions(regions: Int32Array, width: number): void {
  let front = Int32Array.from(regions.keys()).filter((pixel) => regions[pixel] !== -1);
  while (front.length > 0) {
    const next: number[] = [];
    for (const pixel of front) {
      const x = pixel % width;
      for (const other of [x > 0 ? pixel - 1 : -1, x < width - 1 ? pixel + 1 : -1, pixel - width, pixel + width]) {
        if (other < 0 || other >= regions.length || regions[other] !== -1) continue;
        regions[other] = regions[pixel] ?? -1;
        next.push(other);
      }
    }
    front = Int32Array.from(next);
  }
}

/** Colors of paint, which go well together. */
const paints: readonly Color[] = [
  [232, 110, 86], [246, 190, 92], [104, 164, 118], [92, 146, 200], [226, 150, 170], [150, 120, 190], [236, 222, 190],
  [122, 190, 190],
];

/** The color of each region: that of the scene where it lies, and the smaller the region the more a paint. */
function colorsOf(regions: Int32Array, count: number, scene: Picture, random: Random): Color[] {
  const sums = new Float64Array(count * 4);
  for (let pixel = 0; pixel < regions.length; pixel += 1) {
    const at = (regions[pixel] ?? 0) * 4;
    for (let channel = 0; channel < 3; channel += 1) {
      sums[at + channel] = (sums[at + channel] ?? 0) + (scene.pixels[pixel * 4 + channel] ?? 0);
    }
    sums[at + 3] = (sums[at + 3] ?? 0) + 1;
  }
  const first = floor(between(random, 0, paints.length));
  return Array.from({ length: count }, (_, region): Color => {
    const pixels = max(1, sums[region * 4 + 3] ?? 1);
    const meanOf = (channel: number) => (sums[region * 4 + channel] ?? 0) / pixels;
    const share = 0.85 * (1 - min(1, pixels / regions.length / 0.3));
    return mixColors([meanOf(0), meanOf(1), meanOf(2)], paints[(first + region) % paints.length] ?? [0, 0, 0], share);
  });
}

/**
 * A drawing of lines, colored: each region between lines has a color of its own, with the light of the scene.
 *
 * @param strength from 0, where nothing of the image shows and the scene is all there is, to 1
 */
export async function colorSketch(image: Picture, scene: Scene, strength: number): Promise<Picture> {
  const { width, height } = image;
  const ink = inkOf(image);
  const { regions, count } = regionsOf(ink, width, height);
  const picture = await drawUnmarked({ ...scene, width, height });
  if (count > 0 && strength > 0) {
    spreadRegions(regions, width);
    const areas = await resize(await resize(picture, ceil(width / 16), ceil(height / 16)), width, height);
    const colors = colorsOf(regions, count, areas, randomOf(scene, "sketch"));
    const brush = randomOf(scene, "brush");
    const { pixels } = picture;
    const share = min(1, strength * 1.3);
    for (let pixel = 0; pixel < regions.length; pixel += 1) {
      const at = pixel * 4;
      const paint = colors[regions[pixel] ?? 0] ?? [0, 0, 0];
      const shade = (pixel / width / height - 0.5) * -26 + (brush() - 0.5) * 5;
      const line = min(1, strength * 1.4) * (ink[pixel] ?? 0);
      for (let channel = 0; channel < 3; channel += 1) {
        const color = (pixels[at + channel] ?? 0) * (1 - share) + ((paint[channel] ?? 0) + shade) * share;
        pixels[at + channel] = max(0, min(255, color * (1 - line) + 26 * line + 0.5));
      }
    }
  }
  markAsEmulated(picture);
  return picture;
}
