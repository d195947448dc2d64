/** Pictures on both sides of a limit, and what is said of the one beyond it. */

/** A picture as its size and, if it is no PNG, its format: `64x64`, `768x768 webp`. */
export interface Edge {
  passes: string;
  fails: string;
  reason: string;
}

export const side = (fails: string, passes: string, range = "at least 64"): Edge =>
  ({ passes, fails, reason: `is ${fails}, but each side must be ${range} pixels` });

export const pixels = (passes: string, fails: string, count: string, range: string): Edge =>
  ({ passes, fails, reason: `is ${fails} = ${count} pixels, but must have ${range}` });

export const ratioInWords = "but the longer side must be at most 2.5 times the shorter one";

const ratio = (passes: string, fails: string): Edge => ({ passes, fails, reason: `is ${fails}, ${ratioInWords}` });

export const sidesFrom = (range?: string): readonly Edge[] =>
  [side("63x66", "64x64", range), side("66x63", "64x64", range)];

export const sides = sidesFrom();
export const ratios = [ratio("250x100", "260x100"), ratio("64x160", "64x161")];
export const usualPixels = pixels("3072x3072", "3072x3073", "9,440,256", "from 4,096 to 9,437,184");
export const usual = [...sides, usualPixels];
export const usualWithRatio = [...usual, ...ratios];
export const oneMegapixel = pixels("1024x1024", "1024x1025", "1,049,600", "from 4,096 to 1,048,576");
