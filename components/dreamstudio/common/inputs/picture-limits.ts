/** Whether a picture is one that an operation takes. */
import type { Picture } from "../../operations/parameter.ts";
import {
  fitAdvice, rangeInWords, typesInWords, type PictureLimits, type Range,
} from "../../operations/parameters/picture-limits.ts";
import { sizesInWords } from "../../operations/size.ts";
import { inWords } from "../../operations/words.ts";

const isWithin = ({ min = 0, max = Infinity }: Range, value: number) => value >= min && value <= max;

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
    problems.push(`${is}, but the longer side must be at most ${maxRatio} times the shorter one`);
  }
  return problems.map((problem) => `${problem}; ${fitAdvice}`);
}
