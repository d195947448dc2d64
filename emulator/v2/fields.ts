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
}, { error: ({ input }) => input === ""
  ? `string must contain at least ${min} character(s)`
  : `string must contain at most ${max} character(s)` });

/** As long as a double can have digits that count, and more: a longer text is no number that anybody means. */
const longestNumber = 400;

/** Each digit is looked at once: in no text is there more than one way to read it. */
const isDecimal = (value: string): boolean =>
  value.length <= longestNumber && /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(value);

const decimal = text.pipe(z.string().refine(isDecimal, { error: "expected number, received nan" }))
  .transform(Number);

export const number = (min: number, max: number) => decimal.pipe(
  z.number().min(min, { error: `number must be greater than or equal to ${min}` }).max(max, { error: `number must be less than or equal to ${max}` }),
);

export const integer = (min: number, max: number) =>
  number(min, max).refine(Number.isInteger, { error: "expected integer, received float" });

export const proportion = number(0, 1);

/** What was received is cut: a text may be long. */
const enumError = (options: readonly string[], input: unknown) =>
  `invalid enum value. Expected ${options.map((option) => `'${option}'`).join(" | ")}, received '${String(input).slice(0, 100)}'`;

export const oneOf = <const Option extends string>(options: readonly Option[]) =>
  text.pipe(z.enum(options, { error: ({ input }) => enumError(options, input) }));

/** Python writes `True`, and other clients other capitals. */
export const truth = text.transform((value) => value.toLowerCase()).pipe(z.enum(["true", "false"], {
  error: ({ input }) => enumError(["true", "false"], input),
}));

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
