/** The kinds of fields that forms have: each reads a part, and says what is wrong with it. */
import { z } from "zod";
import type { Part } from "../http/form.ts";

/** Any part of a form; a field reads it. */
export const part = z.custom<Part>((value) => value !== undefined);

/** A text is no file: one with a filename is refused, as v1 does. */
export const text = part.transform(({ filename, bytes }, context) => {
  if (filename !== undefined) context.addIssue("must be a text, not a file");
  return bytes.toString("utf8");
});

/** A text of so many characters; an emoji is one. */
export const characters = (min: number, max: number) => text.refine((value) => {
  const { length } = Array.from(value);
  return length >= min && length <= max;
}, { error: min === 0 ? `must be at most ${max} characters` : `must be between ${min} and ${max} characters` });

const decimal = text.pipe(z.string().regex(/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i, { error: "must be a number" }))
  .transform(Number);

export const number = (min: number, max: number) => decimal.pipe(
  z.number().min(min, { error: `must be at least ${min}` }).max(max, { error: `must be at most ${max}` }),
);

export const integer = (min: number, max: number) =>
  number(min, max).refine(Number.isInteger, { error: "must be an integer" });

export const proportion = number(0, 1);

export const oneOf = <const Option extends string>(options: readonly Option[]) =>
  text.pipe(z.enum(options, { error: `must be one of ${options.join(", ")}` }));

export const prompt = characters(1, 10_000);

/** A prompt that may be missing, and may be empty. */
export const freePrompt = characters(0, 10_000).optional();

export const largestSeed = 4_294_967_294;

/** 0 asks for a random one. The documents call it a number, not an integer. */
export const seed = number(0, largestSeed).default(0);

export const outputFormat = oneOf(["png", "jpeg", "webp"]).default("png");

const aspectRatios = ["21:9", "16:9", "3:2", "5:4", "1:1", "4:5", "2:3", "9:16", "9:21"] as const;

export type AspectRatio = (typeof aspectRatios)[number];

/** None in the schema, where an operation has to know whether it was given; `1:1` then. */
export const aspectRatio = oneOf(aspectRatios).optional();

export const stylePreset = oneOf([
  "enhance", "anime", "photographic", "digital-art", "comic-book", "fantasy-art", "line-art", "analog-film",
  "neon-punk", "isometric", "low-poly", "origami", "modeling-compound", "cinematic", "3d-model", "pixel-art",
  "tile-texture",
]).optional();

/** Which pixels around a mask belong to it too. */
export const growMask = (max: number, usual: number) => number(0, max).default(usual);
