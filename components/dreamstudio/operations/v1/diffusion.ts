/** Parameters of the drawing itself, for all operations of v1 that draw, after the documents of 2023 and 2025. */
import { forPaidPictures } from "../parameters/client.ts";
import { stylePreset } from "../parameters/style-preset.ts";
import { apiVersion, organizationId } from "./parameters.ts";

export const cfgScale = {
  kind: "number",
  wire: "cfg_scale",
  min: 0,
  max: 35,
  apiDefault: 7,
  label: "CFG Scale",
  description: "How closely the picture follows the prompts.",
  examples: ["7.5", 0, 35],
  antiExamples: [
    { value: "abc", reason: "not a number" },
    { value: -0.1, reason: "at least 0" },
    { value: 35.1, reason: "at most 35" },
    { value: "", reason: "leave it out" },
  ],
} as const;

const clipGuidancePreset = {
  kind: "choice",
  wire: "clip_guidance_preset",
  options: ["FAST_BLUE", "FAST_GREEN", "NONE", "SIMPLE", "SLOW", "SLOWER", "SLOWEST"],
  apiDefault: "NONE",
  label: "CLIP Guidance Preset",
  description: "How CLIP guides the drawing.",
  examples: ["FAST_BLUE"],
  antiExamples: [{ value: "fast", reason: "one of" }],
} as const;

const share = { kind: "number", min: 0, max: 1 } as const;

const shareAntiExamples = [
  { value: -0.01, reason: "at least 0" },
  { value: 1.01, reason: "at most 1" },
] as const;

export const stepScheduleStart = {
  ...share,
  wire: "step_schedule_start",
  apiDefault: 0.65,
  label: "Step Schedule Start",
  description: "The part of the steps at the beginning that is left out: lower values keep more of the init image.",
  examples: ["0.4", 0, 1],
  antiExamples: shareAntiExamples,
} as const;

export const stepScheduleEnd = {
  ...share,
  wire: "step_schedule_end",
  label: "Step Schedule End",
  description: "The part of the steps at the end that is left out: lower values keep more of the init image.",
  examples: ["0.01", 0, 1],
  antiExamples: shareAntiExamples,
} as const;

const sampler = {
  kind: "choice",
  wire: "sampler",
  options: [
    "DDIM",
    "DDPM",
    "K_DPMPP_2M",
    "K_DPMPP_2S_ANCESTRAL",
    "K_DPM_2",
    "K_DPM_2_ANCESTRAL",
    "K_EULER",
    "K_EULER_ANCESTRAL",
    "K_HEUN",
    "K_LMS",
  ],
  label: "Sampler",
  description: "The sampler of the diffusion. If you give none, the API chooses one.",
  examples: ["K_DPMPP_2M"],
  antiExamples: [{ value: "EULER", reason: "one of" }],
} as const;

export const samples = {
  kind: "integer",
  wire: "samples",
  min: 1,
  max: 10,
  apiDefault: 1,
  label: "Samples",
  description: "How many pictures to make; each is paid for.",
  examples: [1, "10"],
  antiExamples: [
    { value: 0, reason: "at least 1" },
    { value: 11, reason: "at most 10" },
    { value: 1.5, reason: "whole number" },
  ],
} as const;

export const seed = {
  kind: "integer",
  wire: "seed",
  min: 0,
  max: 4_294_967_295,
  maxIn: { v1alpha: 2_147_483_647 },
  apiDefault: 0,
  label: "Seed",
  description: "The same seed and parameters make the same picture again; 0 draws a random seed.",
  examples: [0, 4_294_967_295, "1229191277"],
  antiExamples: [
    { value: -1, reason: "at least 0" },
    { value: 4_294_967_296, reason: "at most 4,294,967,295" },
  ],
} as const;

export const steps = {
  kind: "integer",
  wire: "steps",
  min: 10,
  max: 150,
  apiDefault: 30,
  label: "Steps",
  description: "The number of diffusion steps; above 30 the price grows in proportion. "
    + "api.stability.ai takes at most 50 today; older servers take up to 150, with 50 as their default.",
  examples: [10, 150],
  antiExamples: [
    { value: 9, reason: "at least 10" },
    { value: 151, reason: "at most 150" },
  ],
} as const;

const extras = {
  kind: "object",
  wire: "extras",
  versions: ["v1"],
  label: "Extras",
  description: "Experimental parameters of the engine, passed on as they are. They may change without notice.",
  examples: [{ experiment: 1 }, "{\"experiment\": 1}"],
  antiExamples: [
    { value: "experiment", reason: "not a JSON object" },
    { value: [1], reason: "not a JSON object" },
  ],
} as const;

/** What all operations that draw have in common, in the order in which a user sees it. */
export const diffusion = {
  samples,
  stylePreset: { ...stylePreset, versions: ["v1"] },
  seed,
  steps,
  cfgScale,
  sampler,
  clipGuidancePreset,
  extras,
  ...forPaidPictures,
  organizationId,
  apiVersion,
} as const;
