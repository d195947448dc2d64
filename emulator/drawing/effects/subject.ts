/** Finds the subject of a picture: what differs from its border, in the middle, in one piece. */
import { resize, type Picture, type Share } from "../pixels/picture.ts";
import { smoothstep } from "../pixels/smoothstep.ts";
import { soften } from "../pixels/soften.ts";

const { abs, ceil, exp, floor, hypot, log, max, min, round, sqrt } = Math;

const clamp = (value: number) => max(0, min(1, value));

/** It is sought in a small copy, whose longer side has at most so many pixels. */
const longestSide = 192;

/** A small picture in colors that are as far apart as they look: brightness, and two axes of hue. */
interface Copy {
  width: number;
  height: number;
  /** Three numbers for each pixel. */
  colors: Float32Array;
}

/** Brightness counts for less: shadows and light change it, and hardly the hue. */
const brightnessWeight = 0.75;

function shrink(image: Picture): Promise<Picture> {
  const scale = min(1, longestSide / max(image.width, image.height));
  return resize(image, max(1, round(image.width * scale)), max(1, round(image.height * scale)));
}

function copyOf({ width, height, pixels }: Picture): Copy {
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

/** Some colors that stand for many, each with how far the others lie around it, and how many they are. */
interface Cluster {
  color: [number, number, number];
  variance: number;
  share: number;
}

const colorOf = (colors: Float32Array, pixel: number): Cluster["color"] =>
  [colors[pixel * 3] ?? 0, colors[pixel * 3 + 1] ?? 0, colors[pixel * 3 + 2] ?? 0];

const distanceTo = (colors: Float32Array, pixel: number, [first, second, third]: Cluster["color"]) =>
  ((colors[pixel * 3] ?? 0) - first) ** 2 + ((colors[pixel * 3 + 1] ?? 0) - second) ** 2
  + ((colors[pixel * 3 + 2] ?? 0) - third) ** 2;

/** A shadow leaves so much of the light of what it falls on. */
const leastLight = 0.5;

/** The same as far as it is no shadow: to the nearest of all colors from the full light to the shade. */
function distanceToLitOrShaded(colors: Float32Array, pixel: number, [first, second, third]: Cluster["color"]): number {
  const product = (colors[pixel * 3] ?? 0) * first + (colors[pixel * 3 + 1] ?? 0) * second
    + (colors[pixel * 3 + 2] ?? 0) * third;
  const light = max(leastLight, min(1, product / (first * first + second * second + third * third + 1)));
  return distanceTo(colors, pixel, [first * light, second * light, third * light]);
}

/** So many pixels say enough of the colors of all. */
const mostSamples = 1500;

/** The usual colors of some pixels, by k-means; the first ones are taken evenly from the brightest to the darkest. */
function clustersOf(colors: Float32Array, all: readonly number[], count: number): Cluster[] {
  const every = ceil(all.length / mostSamples);
  const pixels = all.filter((_pixel, index) => index % every === 0);
  const sorted = [...pixels].sort((one, other) => (colors[one * 3] ?? 0) - (colors[other * 3] ?? 0));
  let clusters = Array.from({ length: count }, (_, index): Cluster => {
    const pixel = sorted[floor((index + 0.5) * sorted.length / count)] ?? 0;
    return { color: colorOf(colors, pixel), variance: 60, share: 1 };
  });
  for (let round = 0; round < 6; round += 1) {
    const sums = clusters.map(() => ({ color: [0, 0, 0] as Cluster["color"], variance: 0, count: 0 }));
    for (const pixel of pixels) {
      const distances = clusters.map(({ color }) => distanceTo(colors, pixel, color));
      const nearest = min(...distances);
      const sum = sums[distances.indexOf(nearest)];
      if (sum === undefined) continue;
      for (let axis = 0; axis < 3; axis += 1) {
        sum.color[axis] = (sum.color[axis] ?? 0) + (colors[pixel * 3 + axis] ?? 0);
      }
      sum.variance += nearest;
      sum.count += 1;
    }
    clusters = sums.filter((sum) => sum.count > 0).map(({ color, variance, count }): Cluster => ({
      color: [color[0] / count, color[1] / count, color[2] / count],
      // Never so little that the noise of a photo lies outside.
      variance: max(30, variance / count / 1.5),
      share: count / pixels.length,
    }));
  }
  return clusters;
}

/** How unlikely the color of a pixel is among the clusters, as the negative logarithm. */
function unlikeliness(clusters: readonly Cluster[], colors: Float32Array, pixel: number): number {
  let likely = 1e-9;
  for (const { color, variance, share } of clusters) {
    likely += share * exp(-distanceTo(colors, pixel, color) / (2 * variance)) / (variance * sqrt(variance));
  }
  return -log(likely);
}

/** The upper edge and most of the sides: a subject may well stand on the lower edge. */
function borderOf({ width, height }: Copy): number[] {
  const depth = max(1, round(min(width, height) / 32));
  return Array.from({ length: width * height }, (_, pixel) => pixel).filter((pixel) => {
    const [x, y] = [pixel % width, floor(pixel / width)];
    return y < depth || ((x < depth || x >= width - depth) && y < height * 0.88);
  });
}

/** How far each pixel is from what lies between the two ends of its row: a slow change is no subject. */
function distancesAcross({ width, height, colors }: Copy): Float32Array {
  const distances = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const [left, right] = [(y * width + min(2, width - 1)) * 3, (y * width + max(0, width - 3)) * 3];
    for (let x = 0; x < width; x += 1) {
      const mean = [0, 1, 2].map((axis) =>
        (colors[left + axis] ?? 0) * (1 - x / width) + (colors[right + axis] ?? 0) * x / width);
      distances[y * width + x] = distanceTo(colors, y * width + x, [mean[0] ?? 0, mean[1] ?? 0, mean[2] ?? 0]);
    }
  }
  return distances;
}

/** The ground goes on where its color, which it follows slowly, differs by no more than this. */
const gentleStep = 20;
const followed = 0.15;

/** What can be reached from the border without a step in color: 1 for each such pixel. */
function reachable(copy: Copy): Uint8Array {
  const { width, height } = copy;
  const reached = new Uint8Array(width * height);
  // The color that led to each pixel: it follows slow changes as a sky has them.
  const colors = copy.colors.slice();
  const queue = borderOf(copy);
  for (const pixel of queue) reached[pixel] = 1;
  for (let next = 0; next < queue.length; next += 1) {
    const pixel = queue[next] ?? 0;
    const color = colorOf(colors, pixel);
    const x = pixel % width;
    for (const other of [x > 0 ? pixel - 1 : -1, x < width - 1 ? pixel + 1 : -1, pixel - width, pixel + width]) {
      if (other < 0 || other >= reached.length || reached[other] === 1) continue;
      if (distanceTo(copy.colors, other, color) > gentleStep * gentleStep) continue;
      reached[other] = 1;
      for (let axis = 0; axis < 3; axis += 1) {
        const led = color[axis] ?? 0;
        colors[other * 3 + axis] = led + ((copy.colors[other * 3 + axis] ?? 0) - led) * followed;
      }
      queue.push(other);
    }
  }
  return reached;
}

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

/** The connected parts of what is above a limit. */
function partsOf({ width, height }: Copy, isIn: (pixel: number) => boolean): number[][] {
  const seen = new Uint8Array(width * height);
  const parts: number[][] = [];
  for (let start = 0; start < seen.length; start += 1) {
    if (seen[start] === 1 || !isIn(start)) continue;
    const part = [start];
    seen[start] = 1;
    for (let next = 0; next < part.length; next += 1) {
      const pixel = part[next] ?? 0;
      const x = pixel % width;
      const beside = [x > 0 ? pixel - 1 : -1, x < width - 1 ? pixel + 1 : -1, pixel - width, pixel + width];
      for (const other of beside) {
        if (other < 0 || other >= seen.length || seen[other] === 1 || !isIn(other)) continue;
        seen[other] = 1;
        part.push(other);
      }
    }
    parts.push(part);
  }
  return parts;
}

/** How much of a part there is, and how near to the middle. */
function weightOf({ width, height }: Copy, part: readonly number[]): number {
  return part.reduce((sum, pixel) => {
    const away = hypot((pixel % width) / width - 0.5, (floor(pixel / width) / height - 0.55)) / 0.5;
    return sum + exp(-2 * away * away);
  }, 0);
}

interface Box { left: number; right: number; top: number; bottom: number }

function boxOf({ width }: Copy, part: readonly number[]): Box {
  return part.reduce(({ left, right, top, bottom }, pixel) => {
    const [x, y] = [pixel % width, floor(pixel / width)];
    return { left: min(left, x), right: max(right, x), top: min(top, y), bottom: max(bottom, y) };
  }, { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity });
}

/** Whether a part lies above or below another, and near: a thing with stripes is found in parts. */
function isInLine(one: Box, other: Box): boolean {
  const overlap = min(one.right, other.right) - max(one.left, other.left);
  const narrow = min(one.right - one.left, other.right - other.left);
  const gap = max(one.top, other.top) - min(one.bottom, other.bottom);
  const size = max(other.bottom - other.top, one.bottom - one.top, other.right - other.left);
  return overlap > 0.6 * narrow && gap < 0.9 * size;
}

/** Fills gaps in the columns between parts of the mask that belong together. */
function joinColumns({ width, height }: Copy, mask: Uint8Array, parts: readonly number[][]): void {
  if (parts.length < 2) return;
  for (let x = 0; x < width; x += 1) {
    let before = -1;
    for (let y = 0; y < height; y += 1) {
      if (mask[y * width + x] !== 1) continue;
      if (before >= 0 && y - before < height * 0.12) {
        for (let between = before + 1; between < y; between += 1) mask[between * width + x] = 1;
      }
      before = y;
    }
  }
}

/** The heaviest part, what belongs to it, and all holes in them; undefined if they can be no subject. */
function mainPart(copy: Copy, isIn: (pixel: number) => boolean): Uint8Array | undefined {
  const { width, height } = copy;
  const parts = partsOf(copy, isIn).map((part) => ({ part, weight: weightOf(copy, part), box: boxOf(copy, part) }))
    .sort((one, other) => other.weight - one.weight);
  const [main] = parts;
  if (main === undefined) return undefined;
  const mask = new Uint8Array(width * height);
  const alike = parts.filter(({ weight }) => weight > main.weight * 0.6);
  const inLine = parts.filter(({ weight, box }) => weight > main.weight * 0.12 && isInLine(box, main.box));
  for (const { part } of [main, ...alike, ...inLine]) for (const pixel of part) mask[pixel] = 1;
  joinColumns(copy, mask, inLine.map(({ part }) => part));
  const isEdge = (pixel: number) =>
    pixel % width === 0 || pixel % width === width - 1 || pixel < width || pixel >= width * (height - 1);
  for (const hole of partsOf(copy, (pixel) => mask[pixel] === 0)) {
    if (!hole.some(isEdge)) for (const pixel of hole) mask[pixel] = 1;
  }
  const covered = mask.reduce((sum, value) => sum + value, 0) / mask.length;
  return covered < 0.012 || covered > 0.9 ? undefined : mask;
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
    return clamp((min(far, (across[pixel] ?? 0) / 190) - 1) / 5);
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
      return clamp(0.5 + 0.09 * ratio + 0.7 * ((near[pixel] ?? 0) - 0.5)) * ((near[pixel] ?? 0) > 0 ? 1 : 0);
    });
    evenOut(copy, likely, 5);
    mask = mainPart(copy, (pixel) => (likely[pixel] ?? 0) > 0.5) ?? mask;
  }
  return mask === undefined ? undefined : withoutShadow(copy, mask, behind);
}

const areaOf = (mask: Uint8Array) => mask.reduce((sum, value) => sum + value, 0);

/** Whether it reaches over much of the picture. */
function isWide(copy: Copy, mask: Uint8Array): boolean {
  const { left, right, top, bottom } = boxOf(copy, Array.from(mask.keys()).filter((pixel) => mask[pixel] === 1));
  return (right - left) * (bottom - top) > 0.3 * copy.width * copy.height;
}

/** 1 for each pixel of the copy that belongs to the subject; undefined if there is none. */
function find(copy: Copy): Uint8Array | undefined {
  const mask = findOn(copy, new Uint8Array(copy.width * copy.height));
  if (mask !== undefined && !isWide(copy, mask)) return mask;
  // A ground that changes slowly looks as different from its border as a subject does.
  const smaller = findOn(copy, reachable(copy));
  if (mask === undefined) return smaller;
  return smaller !== undefined && areaOf(smaller) > 0.2 * areaOf(mask) ? smaller : mask;
}

/** What stands for a subject that was not found. */
function middleOf({ width, height }: Picture): Share {
  return (pixel) => {
    const [x, y] = [pixel % width, floor(pixel / width)];
    return smoothstep(clamp((1 - hypot((x + 0.5) / width - 0.5, (y + 0.5) / height - 0.5) / 0.42) / 0.15));
  };
}

/** Between the pixels of a small picture, how much of which is in one of a large picture. */
function betweenOf(length: number, small: number): { first: Int32Array; share: Float32Array } {
  const exact = Float32Array.from({ length }, (_, at) => max(0, min(small - 1, (at + 0.5) * small / length - 0.5)));
  return { first: Int32Array.from(exact), share: exact.map((place) => place - floor(place)) };
}

/**
 * The mask of the copy, as large as the picture, and its edge where the picture's colors change: the guided filter of
 * He, Sun and Tang, which is worked out for the copy and used for the picture. The shares are a sum of the three
 * colors, each times a factor, and a fourth number.
 */
function factorsOf(mask: Uint8Array, { width, height, pixels }: Picture): Float32Array[] {
  const mean = (values: Float32Array) => {
    const means = values.slice();
    soften(means, width, height, 2);
    return means;
  };
  const shares = Float32Array.from(mask);
  const meanShares = mean(shares);
  const channels = [0, 1, 2].map((channel) => {
    const values = shares.map((_value, pixel) => (pixels[pixel * 4 + channel] ?? 0) / 255);
    const means = mean(values);
    const variance = mean(values.map((value) => value * value))
      .map((square, pixel) => square - (means[pixel] ?? 0) ** 2);
    const products = mean(values.map((value, pixel) => value * (shares[pixel] ?? 0)));
    const slopes = means.map((value, pixel) =>
      ((products[pixel] ?? 0) - value * (meanShares[pixel] ?? 0)) / ((variance[pixel] ?? 0) + 0.0004));
    return { slopes, weights: variance.map((value) => max(0, value) + 1e-5), means };
  });
  const weights = shares.map((_value, pixel) =>
    channels.reduce((sum, channel) => sum + (channel.weights[pixel] ?? 0), 0));
  const factors = channels.map((channel) => channel.slopes.map((slope, pixel) =>
    slope * (channel.weights[pixel] ?? 0) / (weights[pixel] ?? 1)));
  const rest = meanShares.map((share, pixel) => channels.reduce((sum, { means }, index) =>
    sum - (factors[index]?.[pixel] ?? 0) * (means[pixel] ?? 0), share));
  return [...factors, rest].map(mean);
}

function enlarge(mask: Uint8Array, small: Picture, image: Picture): Share {
  const { width, height, pixels } = image;
  const factors = factorsOf(mask, small);
  const columns = betweenOf(width, small.width);
  const rows = betweenOf(height, small.height);
  const shares = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const top = (rows.first[y] ?? 0) * small.width;
    const below = min(small.height - 1, (rows.first[y] ?? 0) + 1) * small.width;
    const down = rows.share[y] ?? 0;
    for (let x = 0; x < width; x += 1) {
      const left = columns.first[x] ?? 0;
      const right = min(small.width - 1, left + 1);
      const across = columns.share[x] ?? 0;
      let share = 0;
      for (let channel = 0; channel < 4; channel += 1) {
        const values = factors[channel];
        if (values === undefined) continue;
        const upper = (values[top + left] ?? 0) * (1 - across) + (values[top + right] ?? 0) * across;
        const lower = (values[below + left] ?? 0) * (1 - across) + (values[below + right] ?? 0) * across;
        const color = channel === 3 ? 1 : (pixels[(y * width + x) * 4 + channel] ?? 0) / 255;
        share += (upper * (1 - down) + lower * down) * color;
      }
      shares[y * width + x] = smoothstep(clamp((share - 0.3) / 0.4));
    }
  }
  return (pixel) => shares[pixel] ?? 0;
}

/**
 * How much of each pixel belongs to the subject. If there is hardly anything or nearly all that differs from the
 * border, it is a soft ellipse in the middle.
 */
export async function subjectOf(image: Picture): Promise<Share> {
  const small = await shrink(image);
  const mask = find(copyOf(small));
  return mask === undefined ? middleOf(image) : enlarge(mask, small, image);
}
