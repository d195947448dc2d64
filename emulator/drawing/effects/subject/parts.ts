/** The parts of a mask, and which of them are the subject. */
import type { Copy } from "./copy.ts";

const { exp, floor, hypot, max, min } = Math;

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

export function boxOf({ width }: Copy, part: readonly number[]): Box {
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
export function mainPart(copy: Copy, isIn: (pixel: number) => boolean): Uint8Array | undefined {
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
