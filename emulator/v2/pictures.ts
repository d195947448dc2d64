/** The pictures that a request brings: fields that read them, within the limits of an operation. */
import { z } from "zod";
import type { Format } from "../drawing/pixels/picture.ts";
import { formatOf, readHeader, type PictureFile } from "../drawing/pixels/picture-file.ts";
import type { Part } from "../http/form.ts";
import { part } from "./fields.ts";

export interface Limits {
  /** The length of each side, in pixels. */
  side?: { min?: number; max?: number };
  pixels?: { min?: number; max?: number };
  /** How many times the longer side may be as long as the shorter. */
  longest?: number;
  /** The only sizes there are, as `1024x576`. */
  sizes?: readonly string[];
  formats?: readonly Format[];
}

/** A limit of our own, where the documents have none: a larger one would fill the memory. */
export const mostPixels = 24_000_000;

/** What most operations ask of a picture. */
export const standard = { side: { min: 64 }, pixels: { min: 4096, max: 9_437_184 } } as const satisfies Limits;

export const withAspectRatio = { ...standard, longest: 2.5 } as const satisfies Limits;

const allFormats: readonly Format[] = ["png", "jpeg", "webp"];

const mustBeOneOf = (formats: readonly Format[]) => `must be one of ${formats.join(", ")}`;

/** As `at least 64`, `at most 1,024` or `between 32 and 1,536`. */
function describe(min: number | undefined, max: number | undefined): string {
  const [from, to] = [min, max].map((value) => value?.toLocaleString("en-US"));
  if (from !== undefined && to !== undefined) return `between ${from} and ${to}`;
  return from === undefined ? `at most ${to}` : `at least ${from}`;
}

const isWithin = (value: number, { min = 0, max = Infinity }: { min?: number; max?: number }) =>
  value >= min && value <= max;

function problemsOf({ format, width, height }: PictureFile, limits: Limits): string[] {
  const { side = {}, pixels = {}, longest = Infinity, sizes, formats = allFormats } = limits;
  const problems: string[] = [];
  if (!formats.includes(format)) problems.push(mustBeOneOf(formats));
  if (sizes !== undefined && !sizes.includes(`${width}x${height}`)) problems.push(`must be one of ${sizes.join(", ")} pixels`);
  if (!isWithin(width, side)) problems.push(`width must be ${describe(side.min, side.max)} pixels`);
  if (!isWithin(height, side)) problems.push(`height must be ${describe(side.min, side.max)} pixels`);
  if (!isWithin(width * height, pixels)) problems.push(`total pixel count must be ${describe(pixels.min, pixels.max)}`);
  if (Math.max(width, height) > Math.min(width, height) * longest) {
    problems.push(`aspect ratio must be between 1:${longest} and ${longest}:1`);
  }
  return problems;
}

/** Header and limits come before the pixels; what is wrong is a list of problems. */
async function readPicture({ bytes }: Part, limits: Limits): Promise<PictureFile | string[]> {
  if (formatOf(bytes) === undefined) return [mustBeOneOf(limits.formats ?? allFormats)];
  const header = await readHeader(bytes);
  if (header === undefined) return ["must be a picture"];
  const problems = problemsOf(header, limits);
  return problems.length > 0 ? problems : header;
}

/** A field with a picture, whose pixels nobody has looked at yet. */
export const picture = (limits: Limits) => part.transform(async (given, context): Promise<PictureFile> => {
  const read = await readPicture(given, limits);
  if (!Array.isArray(read)) return read;
  for (const problem of read) context.addIssue(problem);
  return z.NEVER;
});
