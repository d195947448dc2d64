/** Finds the pixels that differ from the border, in the middle, in one piece. */
import { toShare } from "../../pixels/smoothstep.ts";
import { soften } from "../../pixels/soften.ts";
import { clustersOf, unlikeliness, type Cluster } from "./clusters.ts";
import { colorOf, distanceTo, distanceToLitOrShaded, type Copy } from "./copy.ts";
import { borderOf, distancesAcross, reachable } from "./ground.ts";
import { boxOf, mainPart } from "./parts.ts";

const { abs, exp, floor, max, min } = Math;

/** Evens out a value among neighbours of the same color, so that borders lie where colors change. */
function evenOut({ width, height, colors }: Copy, values: Float32Array, rounds: number): void {
  const steps = [1, -1, width, -width, width + 1, width - 1, -width + 1, -width - 1];
  const likeness = steps.map((step) => Float32Array.from({ length: width * height }, (_, pixel) => {
    const other = pixel + step;
    const isBeside = other >= 0 && other < width * height && abs(other % width - pixel % width) <= 1;
    if (!isBeside) return 0;
    return exp(-distanceTo(colors, pixel, colorOf(colors, other)) / 160);
  }));
  for (let round = 0; round < rounds; round += 1) {
    const before = values.slice();
    for (let pixel = 0; pixel < values.length; pixel += 1) {
      let [sum, weight] = [before[pixel] ?? 0, 1];
      steps.forEach((step, index) => {
        const like = likeness[index]?.[pixel] ?? 0;
        sum += like * (before[pixel + step] ?? 0);
        weight += like;
      });
      values[pixel] = sum / weight;
    }
  }
}

/** Takes away the shadow at the foot of the subject: the colors of the ground, darker. */
function withoutShadow(copy: Copy, mask: Uint8Array, behind: readonly Cluster[]): Uint8Array {
  const { width, colors } = copy;
  const { top, bottom } = boxOf(copy, Array.from(mask.keys()).filter((pixel) => mask[pixel] === 1));
  const foot = bottom - (bottom - top) * 0.34;
  const isShadow = (pixel: number) => floor(pixel / width) > foot && behind.some(({ color, variance }) =>
    distanceToLitOrShaded(colors, pixel, color) < variance * 1.5 + 60);
  return mainPart(copy, (pixel) => mask[pixel] === 1 && !isShadow(pixel)) ?? mask;
}

/** @param ground 1 for each pixel that can be no subject */
function findOn(copy: Copy, ground: Uint8Array): Uint8Array | undefined {
  const { width, height, colors } = copy;
  const behind = clustersOf(colors, borderOf(copy), 6);
  const across = distancesAcross(copy);
  const values = Float32Array.from({ length: width * height }, (_, pixel) => {
    if (ground[pixel] === 1) return 0;
    const far = min(...behind.map(({ color, variance }) => distanceTo(colors, pixel, color) / (variance + 110)));
    return toShare((min(far, (across[pixel] ?? 0) / 190) - 1) / 5);
  });
  evenOut(copy, values, 6);
  let mask = mainPart(copy, (pixel) => (values[pixel] ?? 0) > 0.5);
  // What was found shows what colors the subject has, by which the rest of it is found.
  for (let round = 0; round < 3 && mask !== undefined; round += 1) {
    const found = mask;
    const all = Array.from({ length: width * height }, (_, pixel) => pixel);
    const front = clustersOf(colors, all.filter((pixel) => found[pixel] === 1), 5);
    const back = clustersOf(colors, all.filter((pixel) => found[pixel] === 0), 6);
    const near = Float32Array.from(found);
    soften(near, width, height, max(1, round + 3));
    const likely = Float32Array.from({ length: width * height }, (_, pixel) => {
      const ratio = unlikeliness(back, colors, pixel) - unlikeliness(front, colors, pixel);
      return toShare(0.5 + 0.09 * ratio + 0.7 * ((near[pixel] ?? 0) - 0.5)) * ((near[pixel] ?? 0) > 0 ? 1 : 0);
    });
    evenOut(copy, likely, 5);
    mask = mainPart(copy, (pixel) => (likely[pixel] ?? 0) > 0.5) ?? mask;
  }
  return mask === undefined ? undefined : withoutShadow(copy, mask, behind);
}

/** How far apart the colors on both sides of a mask's border lie, in the middle of all its places. */
function contrastOf({ width, height, colors }: Copy, mask: Uint8Array): number {
  const steps: number[] = [];
  for (let y = 2; y < height - 2; y += 1) {
    for (let x = 2; x < width - 2; x += 1) {
      const pixel = y * width + x;
      for (const step of [1, width]) {
        if (mask[pixel] === mask[pixel + step]) continue;
        // An edge of a soft copy is some pixels wide.
        steps.push(distanceTo(colors, pixel - step, colorOf(colors, pixel + 2 * step)));
      }
    }
  }
  return steps.sort((one, other) => one - other)[floor(steps.length / 2)] ?? 0;
}

const areaOf = (mask: Uint8Array) => mask.reduce((sum, value) => sum + value, 0);

/** Whether it reaches over much of the picture. */
function isWide(copy: Copy, mask: Uint8Array): boolean {
  const { left, right, top, bottom } = boxOf(copy, Array.from(mask.keys()).filter((pixel) => mask[pixel] === 1));
  return (right - left) * (bottom - top) > 0.3 * copy.width * copy.height;
}

/** A border in the middle of a ground that changes slowly has hardly any contrast. */
const leastContrast = 0.5;

/** 1 for each pixel of the copy that belongs to the subject; undefined if there is none. */
export function find(copy: Copy): Uint8Array | undefined {
  const mask = findOn(copy, new Uint8Array(copy.width * copy.height));
  if (mask !== undefined && !isWide(copy, mask)) return mask;
  // A ground that changes slowly looks as different from its border as a subject does.
  const smaller = findOn(copy, reachable(copy));
  if (mask === undefined || smaller === undefined) return smaller ?? mask;
  if (contrastOf(copy, mask) > leastContrast * contrastOf(copy, smaller)) return mask;
  return areaOf(smaller) > 0.2 * areaOf(mask) ? smaller : mask;
}
