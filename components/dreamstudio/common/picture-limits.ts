/** Whether a picture is one that an operation takes, and in words which ones it takes. */
import type { Picture } from "../operations/operation.ts";
import type { PictureLimits } from "../operations/picture-limits.ts";
import { inWords } from "./words.ts";

interface Range {
  min?: number;
  max?: number;
}

/** `from 64 to 1,536`, `at least 64`, `at most 9,437,184` */
function rangeInWords({ min, max }: Range): string {
  if (min === undefined) return `at most ${inWords(max ?? 0)}`;
  return max === undefined ? `at least ${inWords(min)}` : `from ${inWords(min)} to ${inWords(max)}`;
}

const isWithin = ({ min = 0, max = Infinity }: Range, value: number) => value >= min && value <= max;

const typeNames: Readonly<Record<string, string>> = { "image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WebP" };

const typesInWords = (types: readonly string[]) => types.map((type) => typeNames[type] ?? type).join(" or ");

const sizesInWords = (sizes: readonly { width: number; height: number }[]) =>
  sizes.map(({ width, height }) => `${width}x${height}`).join(", ");

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

/** What is wrong with a picture, and what would be right. */
export function problemsOfPicture(
  { width, height, contentType }: Picture,
  { side, pixels, maxRatio, sizes, contentTypes }: PictureLimits,
): string[] {
  const is = `is ${width}x${height}`;
  const problems: string[] = [];
  if (contentTypes?.includes(contentType) === false) {
    problems.push(`is ${typesInWords([contentType])}, but must be ${typesInWords(contentTypes)}`);
  }
  if (sizes !== undefined && !sizes.some((size) => size.width === width && size.height === height)) {
    problems.push(`${is}, but must be of one of the sizes ${sizesInWords(sizes)}`);
  }
  if (side !== undefined && ![width, height].every((length) => isWithin(side, length))) {
    problems.push(`${is}, but each side must be ${rangeInWords(side)} pixels`);
  }
  if (pixels !== undefined && !isWithin(pixels, width * height)) {
    problems.push(`${is} = ${inWords(width * height)} pixels, but must have ${rangeInWords(pixels)}`);
  }
  if (maxRatio !== undefined && Math.max(width, height) > maxRatio * Math.min(width, height)) {
    problems.push(`${is}, but the longer side must be at most ${maxRatio} times the shorter one; crop it first`);
  }
  return problems;
}
