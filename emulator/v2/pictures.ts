/** The pictures that a request brings: fields that read them, within the limits of an operation. */
import sharp from "sharp";
import { z } from "zod";
import { decode, type Format, type Picture } from "../drawing/pixels/picture.ts";
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

/** What most operations ask of a picture. */
export const standard = { side: { min: 64 }, pixels: { min: 4096, max: 9_437_184 } } as const satisfies Limits;

export const withAspectRatio = { ...standard, longest: 2.5 } as const satisfies Limits;

/** A picture that a request brought. */
export interface GivenPicture extends Picture {
  /** Whether its file could be transparent somewhere. */
  hasAlpha: boolean;
}

interface Header {
  format: string;
  width: number;
  height: number;
  hasAlpha: boolean;
}

async function readHeader(bytes: Buffer): Promise<Header | undefined> {
  try {
    return await sharp(bytes).metadata();
  } catch {
    return undefined;
  }
}

async function readPixels(bytes: Buffer): Promise<Picture | undefined> {
  try {
    return await decode(bytes);
  } catch {
    return undefined;
  }
}

/** As `at least 64`, `at most 1,024` or `between 32 and 1,536`. */
function describe(min: number | undefined, max: number | undefined): string {
  const [from, to] = [min, max].map((value) => value?.toLocaleString("en-US"));
  if (from !== undefined && to !== undefined) return `between ${from} and ${to}`;
  return from === undefined ? `at most ${to}` : `at least ${from}`;
}

const isWithin = (value: number, { min = 0, max = Infinity }: { min?: number; max?: number }) =>
  value >= min && value <= max;

function problemsOf({ format, width, height }: Header, limits: Limits): string[] {
  const { side = {}, pixels = {}, longest = Infinity, sizes, formats = ["png", "jpeg", "webp"] } = limits;
  const problems: string[] = [];
  if (!formats.some((one) => one === format)) problems.push(`must be one of ${formats.join(", ")}`);
  if (sizes !== undefined && !sizes.includes(`${width}x${height}`)) problems.push(`must be one of ${sizes.join(", ")} pixels`);
  if (!isWithin(width, side)) problems.push(`width must be ${describe(side.min, side.max)} pixels`);
  if (!isWithin(height, side)) problems.push(`height must be ${describe(side.min, side.max)} pixels`);
  if (!isWithin(width * height, pixels)) problems.push(`total pixel count must be ${describe(pixels.min, pixels.max)}`);
  if (Math.max(width, height) > Math.min(width, height) * longest) {
    problems.push(`aspect ratio must be between 1:${longest} and ${longest}:1`);
  }
  return problems;
}

/** A picture is looked at before it is decoded; what is wrong is a list of problems. */
async function readPicture({ bytes }: Part, limits: Limits): Promise<GivenPicture | string[]> {
  const header = await readHeader(bytes);
  if (header === undefined) return ["must be a picture"];
  const problems = problemsOf(header, limits);
  if (problems.length > 0) return problems;
  const pixels = await readPixels(bytes);
  return pixels === undefined ? ["must be a whole picture"] : { ...pixels, hasAlpha: header.hasAlpha };
}

/** A field with a picture, which is decoded before anything is paid for. */
export const picture = (limits: Limits) => part.transform(async (given, context): Promise<GivenPicture> => {
  const read = await readPicture(given, limits);
  if (!Array.isArray(read)) return read;
  for (const problem of read) context.addIssue(problem);
  return z.NEVER;
});
