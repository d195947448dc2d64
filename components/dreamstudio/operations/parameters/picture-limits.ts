/** Which pictures an operation takes, as data and in words. */
import { sizesInWords, type Size } from "../size.ts";
import { inWords } from "../words.ts";

export interface PictureLimits {
  /** The length of each side, in pixels. */
  side?: { min: number; max?: number };
  /** Width times height. */
  pixels?: { min?: number; max?: number };
  /** How many times the longer side may be as long as the shorter one. */
  maxRatio?: number;
  /** The only sizes that are taken. */
  sizes?: readonly Size[];
  /** Media types, where not all of PNG, JPEG and WebP are taken. */
  contentTypes?: readonly string[];
}

export interface Range {
  min?: number;
  max?: number;
}

/** `from 64 to 1,536`, `at least 64`, `at most 9,437,184` */
export function rangeInWords({ min, max }: Range): string {
  if (min === undefined) return `at most ${inWords(max ?? 0)}`;
  return max === undefined ? `at least ${inWords(min)}` : `from ${inWords(min)} to ${inWords(max)}`;
}

const typeNames: Readonly<Record<string, string>> = { "image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WebP" };

export const typesInWords = (types: readonly string[]) => types.map((type) => typeNames[type] ?? type).join(" or ");

/** What every refusal of a picture ends with: that action makes one that is taken. */
export const fitAdvice = "use **Fit Image**";

/** For the description of a prop. */
export function pictureLimitsInWords({ side, pixels, maxRatio, sizes, contentTypes }: PictureLimits): string[] {
  return [
    ...contentTypes === undefined ? [] : [`Only ${typesInWords(contentTypes)}`],
    ...sizes === undefined ? [] : [`Exactly one of the sizes ${sizesInWords(sizes)}`],
    ...side === undefined ? [] : [`Each side ${rangeInWords(side)} pixels`],
    ...pixels === undefined ? [] : [`In all ${rangeInWords(pixels)} pixels`],
    ...maxRatio === undefined ? [] : [`The longer side at most ${maxRatio} times the shorter one`],
  ];
}
