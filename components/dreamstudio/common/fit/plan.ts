/** How a picture becomes one of a size that is taken: pure arithmetic, the same for a picture and its mask. */
import type { Size } from "../../operations/size.ts";
import { nearestSize } from "../../operations/v1/engines.ts";
import type { Target } from "./target.ts";

export type Mode = "crop" | "shrink" | "pad" | "exact";

/** A picture is resized to `scaled`; what is over `size` is cut off, what is missing is added. */
export interface Plan {
  scaled: Size;
  size: Size;
}

/** Tells whether a target takes a size. */
type IsTaken = (size: Size) => boolean;

const longest = ({ width, height }: Size) => Math.max(width, height);
const shortest = ({ width, height }: Size) => Math.min(width, height);
const areaOf = ({ width, height }: Size) => width * height;

/** A size with another length of its longer, or its shorter side. */
function withSide({ width, height }: Size, which: "longer" | "shorter", length: number): Size {
  const isWidth = (width >= height) === (which === "longer");
  return isWidth ? { width: length, height } : { width, height: length };
}

/** The ratio that no picture of a target can be over, by all of its limits together. */
function maxRatioOf({ limits: { maxRatio = Infinity, side, pixels } }: Target): number {
  const least = side?.min ?? 1;
  return Math.min(maxRatio, (side?.max ?? Infinity) / least, (pixels?.max ?? Infinity) / least ** 2);
}

/** The part of a picture, or the larger picture, that is not over a ratio. */
function boxOf(size: Size, mode: Mode, maxRatio: number): Size {
  if (longest(size) <= maxRatio * shortest(size) || mode === "shrink") return size;
  return mode === "pad"
    ? withSide(size, "shorter", Math.ceil(longest(size) / maxRatio))
    : withSide(size, "longer", Math.max(1, Math.floor(shortest(size) * maxRatio)));
}

/** How far whole numbers may be from what they stand for; the nearest of those that are taken counts. */
const steps = [0, 1, -1, 2, -2];

/** The whole size nearest to a size times a factor that is taken. */
function nearestTaken({ width, height }: Size, factor: number, isTaken: IsTaken): Size | undefined {
  const [wide, high] = [width * factor, height * factor];
  return steps.flatMap((x) => steps.map((y) => ({ width: Math.round(wide) + x, height: Math.round(high) + y })))
    .filter((size) => shortest(size) >= 1)
    .sort((one, other) => Math.abs(one.width - wide) + Math.abs(one.height - high)
      - Math.abs(other.width - wide) - Math.abs(other.height - high))
    .find(isTaken);
}

/** Halved so often, an interval is less than a pixel. */
const halvings = 24;

/**
 * The largest size of the same ratio that is taken and not larger than the picture; for one that is too small, the
 * smallest.
 */
function takenSize(box: Size, { limits: { side, pixels } }: Target, isTaken: IsTaken): Size | undefined {
  const most = Math.min((side?.max ?? Infinity) / longest(box), Math.sqrt((pixels?.max ?? Infinity) / areaOf(box)));
  const least = Math.max((side?.min ?? 1) / shortest(box), Math.sqrt((pixels?.min ?? 1) / areaOf(box)));
  const best = nearestTaken(box, Math.min(most, Math.max(1, least)), isTaken);
  if (best !== undefined) return best;
  // A rule of the operation is narrower than its limits.
  let [from, to] = [least, Math.min(most, 1)];
  let found: Size | undefined;
  for (let turn = 0; turn < halvings; turn += 1) {
    const middle = (from + to) / 2;
    const taken = nearestTaken(box, middle, isTaken);
    found = taken ?? found;
    if (taken === undefined) to = middle;
    else from = middle;
  }
  return found;
}

/** The resized picture that covers a size, or lies within it; a rounded pixel is neither cut off nor added. */
function scaledTo({ width, height }: Size, size: Size, mode: Mode): Size {
  const factors = [size.width / width, size.height / height];
  const factor = mode === "pad" ? Math.min(...factors) : Math.max(...factors);
  const scaled = { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) };
  const isNearly = Math.abs(scaled.width - size.width) <= 1 && Math.abs(scaled.height - size.height) <= 1;
  return isNearly ? size : scaled;
}

/** The nearest of the listed sizes; for `shrink` only one of the same ratio. */
function listedSize(given: Size, sizes: readonly Size[], mode: Mode): Size | undefined {
  const nearest = nearestSize({ listed: sizes }, given);
  if (nearest === undefined || mode !== "shrink") return nearest;
  const { width, height } = scaledTo(given, nearest, "crop");
  return width === nearest.width && height === nearest.height ? nearest : undefined;
}

/** @returns `undefined` if nothing of the ratio is taken, where the mode keeps it */
export function planFor(given: Size, mode: Exclude<Mode, "exact">, target: Target, isTaken: IsTaken): Plan | undefined {
  const { sizes } = target;
  const size = sizes === undefined
    ? takenSize(boxOf(given, mode, maxRatioOf(target)), target, isTaken)
    : listedSize(given, sizes, mode);
  return size && { size, scaled: mode === "shrink" ? size : scaledTo(given, size, mode) };
}

/** The plan for exactly a size, cut as for `crop`. */
export const exactPlan = (given: Size, size: Size): Plan => ({ size, scaled: scaledTo(given, size, "crop") });
