/** Looks that build a picture from parts: facets, folds, tiles, blocks, clay. */
import { mixColors, type Color } from "../pixels/colors.ts";
import type { Picture } from "../pixels/picture.ts";
import { between, type Random } from "../pixels/random.ts";
import { soften } from "../pixels/soften.ts";
import { brightnessOf, recolored, tone } from "./light.ts";
import { paint } from "./lines.ts";

const { abs, ceil, floor, max, min, round, sqrt } = Math;

const unitOf = ({ width, height }: Picture) => min(width, height);
const white: Color = [255, 255, 255];
const dark: Color = [20, 18, 40];

/** Lit from the upper left, as if what is bright were high. */
export function relief(picture: Picture, strength: number): Picture {
  const { width, height } = picture;
  const highs = brightnessOf(picture);
  soften(highs, width, height, max(1, round(unitOf(picture) / 160)));
  const step = max(1, round(unitOf(picture) / 220));
  return recolored(picture, (color, pixel) => {
    const [x, y] = [pixel % width, floor(pixel / width)];
    const before = highs[max(0, y - step) * width + max(0, x - step)] ?? 0;
    const behind = highs[min(height - 1, y + step) * width + min(width - 1, x + step)] ?? 0;
    const by = max(-70, min(70, (behind - before) * strength));
    return [color[0] + by, color[1] + by, color[2] + by];
  });
}

/** To which part each pixel belongs, and how light the part is shown, from -1 to 1. */
interface Parts {
  partOf: (x: number, y: number) => number;
  shades: Float32Array;
}

/** Each part in its mean color. */
function flatten(picture: Picture, { partOf, shades }: Parts, depth: number): Picture {
  const { width, pixels } = picture;
  const sums = new Float64Array(shades.length * 4);
  const parts = new Int32Array(pixels.length / 4);
  for (let pixel = 0; pixel < parts.length; pixel += 1) {
    const part = partOf(pixel % width, floor(pixel / width));
    parts[pixel] = part;
    for (let channel = 0; channel < 3; channel += 1) {
      sums[part * 4 + channel] = (sums[part * 4 + channel] ?? 0) + (pixels[pixel * 4 + channel] ?? 0);
    }
    sums[part * 4 + 3] = (sums[part * 4 + 3] ?? 0) + 1;
  }
  return recolored(picture, (_color, pixel) => {
    const part = parts[pixel] ?? 0;
    const meanOf = (channel: number) => (sums[part * 4 + channel] ?? 0) / (sums[part * 4 + 3] ?? 1);
    const mean: Color = [meanOf(0), meanOf(1), meanOf(2)];
    const shade = (shades[part] ?? 0) * depth;
    return mixColors(mean, shade > 0 ? white : dark, abs(shade));
  });
}

/** Squares that are cut into two triangles, one way or the other, with corners moved by chance. */
function trianglesOf({ width, height }: Picture, size: number, random: Random, isShaken: boolean): Parts {
  const [columns, rows] = [ceil(width / size) + 1, ceil(height / size) + 1];
  const shades = Float32Array.from({ length: columns * rows * 2 }, () => between(random, -1, 1));
  const shake = Float32Array.from({ length: columns + rows }, () => isShaken ? between(random, -0.3, 0.3) : 0);
  return {
    shades,
    partOf(x, y) {
      const [row, column] = [floor(y / size), floor(x / size)];
      // Edges lean: each row and column by so much.
      const exactX = max(0, x / size + (shake[row] ?? 0) * (y / size - row));
      const exactY = max(0, y / size + (shake[rows + column] ?? 0) * (x / size - column));
      const [left, top] = [min(columns - 1, floor(exactX)), min(rows - 1, floor(exactY))];
      const [right, down] = [exactX - left, exactY - top];
      const isBehind = (left + top) % 2 === 0 ? right + down > 1 : right > down;
      return (top * columns + left) * 2 + (isBehind ? 1 : 0);
    },
  };
}

export const facets = (picture: Picture, random: Random): Picture =>
  flatten(picture, trianglesOf(picture, max(4, unitOf(picture) / 34), random, true), 0.1);

/** Paper, folded along the lines of a net, with light creases. */
export function folds(picture: Picture, random: Random): Picture {
  const { width } = picture;
  const size = max(8, unitOf(picture) / 14);
  const parts = trianglesOf(picture, size, random, false);
  const plain = tone(paint(picture, 3), { saturation: 1.15, lift: 26 });
  return recolored(plain, (color, pixel) => {
    const [x, y] = [pixel % width, floor(pixel / width)];
    const part = parts.partOf(x, y);
    const shade = (parts.shades[part] ?? 0) * 0.2;
    const folded = mixColors(color, shade > 0 ? white : dark, abs(shade));
    const isCrease = parts.partOf(x + 1, y) !== part || parts.partOf(x, y + 1) !== part;
    const isShadow = parts.partOf(max(0, x - 2), max(0, y - 2)) !== part;
    return mixColors(folded, isCrease ? white : dark, isCrease ? 0.6 : isShadow ? 0.16 : 0);
  });
}

/** Blocks that are seen from above: each has a top and two sides. */
export function isometric(picture: Picture): Picture {
  const { width, height } = picture;
  const size = max(6, unitOf(picture) / 36);
  const [half, quarter] = [size / 2, size / 4];
  const rowHeight = size * 0.75;
  const columns = ceil(width / size) + 3;
  const rows = ceil(height / rowHeight) + 3;
  const shades = Float32Array.from({ length: columns * rows * 3 }, (_, part) => [0.26, -0.1, -0.36][part % 3] ?? 0);
  return flatten(picture, {
    shades,
    partOf(x, y) {
      for (let row = floor(y / rowHeight) + 1; row >= floor(y / rowHeight) - 1; row -= 1) {
        const shift = row % 2 === 0 ? 0 : half;
        const column = floor((x - shift) / size);
        const [right, down] = [x - shift - column * size - half, y - row * rowHeight];
        const edge = quarter * (1 - abs(right) / half);
        const start = (max(0, row + 1) * columns + column + 1) * 3;
        if (down < quarter - edge || down >= quarter + edge + half) continue;
        return start + (down < quarter + edge ? 0 : right < 0 ? 1 : 2);
      }
      return 0;
    },
  }, 1);
}

/** Soft and round, with a shine, and here and there a thumb's dent. */
export function clay(picture: Picture, random: Random): Picture {
  const { width, height } = picture;
  const smooth = relief(tone(paint(picture, 7), { saturation: 1.25, lift: 18 }), 1.9);
  const dents = Array.from({ length: 26 }, () => ({
    x: random() * width, y: random() * height, size: unitOf(picture) * between(random, 0.03, 0.08),
  }));
  const shades = new Float32Array(width * height);
  for (const { x, y, size } of dents) {
    for (let row = max(0, floor(y - size)); row < min(height, y + size); row += 1) {
      for (let column = max(0, floor(x - size)); column < min(width, x + size); column += 1) {
        const away = sqrt((column - x) ** 2 + (row - y) ** 2) / size;
        if (away >= 1) continue;
        const lit = ((column - x) + (row - y)) / size * (1 - away) * 26;
        shades[row * width + column] = (shades[row * width + column] ?? 0) + lit;
      }
    }
  }
  return recolored(smooth, (color, pixel) => {
    const by = shades[pixel] ?? 0;
    return [color[0] + by, color[1] + by, color[2] + by];
  });
}

/** Small tiles with grout between them, each a little lighter or darker. */
export function tiles(picture: Picture, random: Random): Picture {
  const { width, height } = picture;
  const size = max(5, round(unitOf(picture) / 42));
  const columns = ceil(width / size);
  const shades = Float32Array.from({ length: columns * ceil(height / size) }, () => between(random, -1, 1));
  const partOf = (x: number, y: number) => floor(y / size) * columns + floor(x / size);
  const flat = flatten(picture, { partOf, shades }, 0.12);
  const joint = max(1, round(size * 0.1));
  return recolored(flat, (color, pixel) => {
    const [x, y] = [pixel % width % size, floor(pixel / width) % size];
    if (x < joint || y < joint) return [206, 200, 190];
    const isLit = x === joint || y === joint;
    const isShaded = x === size - 1 || y === size - 1;
    return mixColors(color, isLit ? white : dark, isLit ? 0.25 : isShaded ? 0.25 : 0);
  });
}
