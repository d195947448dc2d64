/** The fields of generations, with their types, ranges and options, as the documents give them. */
import { z } from "zod";
import { isChanged, type AsOf } from "../facts/lifetime.ts";
import type { Version } from "./versions.ts";

const characters = (max: number) => z.string().refine((text) => Array.from(text).length <= max, {
  error: `must be at most ${max} characters`,
});

const prompt = { text: characters(2000), weight: z.number().optional() };

/** Not documented; more than anybody sends. */
const mostPrompts = 100;

/** Members that a prompt does not have are ignored like fields, or refused where those are. */
export const textPrompts = (isStrict: boolean) =>
  // Counted before each is looked at: of so many, not all that is wrong needs to be found.
  z.array(z.unknown()).min(1).max(mostPrompts).pipe(z.array(isStrict ? z.strictObject(prompt) : z.object(prompt)));

export type TextPrompts = z.output<ReturnType<typeof textPrompts>>;

/** What decides which fields there are, and how. */
interface Reading {
  asOf: AsOf;
  isStrict: boolean;
}

/** The first document with at most 50 steps, 30 by default (before: 150 and 50). */
const fewerStepsSince = "2025-01-02";

/** In v1alpha too, whose documents say 2147483647. */
export const largestSeed = 4_294_967_295;

const proportion = z.number().min(0).max(1);

/** The fields that two or more operations share. */
export function sharedFields({ asOf, isStrict }: Reading) {
  const hasFewerSteps = isChanged(fewerStepsSince, asOf);
  return {
    text_prompts: textPrompts(isStrict),
    cfg_scale: z.number().min(0).max(35).default(7),
    seed: z.int().min(0).max(largestSeed).default(0),
    steps: z.int().min(10).max(hasFewerSteps ? 50 : 150).default(hasFewerSteps ? 30 : 50),
  };
}

/** The fields of all generations from a prompt. */
export function promptFields(reading: Reading) {
  return {
    ...sharedFields(reading),
    height: z.int().min(128).optional(),
    width: z.int().min(128).optional(),
    clip_guidance_preset: z.enum([
      "FAST_BLUE", "FAST_GREEN", "NONE", "SIMPLE", "SLOW", "SLOWER", "SLOWEST",
    ]).default("NONE"),
    sampler: z.enum([
      "DDIM", "DDPM", "K_DPMPP_2M", "K_DPMPP_2S_ANCESTRAL", "K_DPM_2", "K_DPM_2_ANCESTRAL", "K_EULER",
      "K_EULER_ANCESTRAL", "K_HEUN", "K_LMS",
    ]).optional(),
    samples: z.int().min(1).max(10).default(1),
    style_preset: z.enum([
      "3d-model", "analog-film", "anime", "cinematic", "comic-book", "digital-art", "enhance", "fantasy-art",
      "isometric", "line-art", "low-poly", "modeling-compound", "neon-punk", "origami", "photographic", "pixel-art",
      "tile-texture",
    ]).optional(),
    extras: z.record(z.string(), z.unknown()).optional(),
  };
}

/** How much of the init image stays. */
export function influenceFields(version: Version) {
  return {
    init_image_mode: z.enum(["IMAGE_STRENGTH", "STEP_SCHEDULE"]).default(version.initImageMode),
    image_strength: proportion.default(0.35),
    ...scheduleFields(),
  };
}

export function scheduleFields() {
  return { step_schedule_start: proportion.optional(), step_schedule_end: proportion.optional() };
}

/** The numbers among all fields: a form carries them as text. */
export const integerFields: ReadonlySet<string> = new Set(["height", "width", "samples", "seed", "steps"]);
export const numberFields: ReadonlySet<string> = new Set([
  "cfg_scale", "image_strength", "step_schedule_start", "step_schedule_end",
]);
