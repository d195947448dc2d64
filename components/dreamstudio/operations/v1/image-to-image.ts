/** `POST /v1/generation/{engine_id}/image-to-image` */
import { v1Paths, type v1Versions } from "../api-version.ts";
import { defineGeneration } from "../generation.ts";
import type { Rule } from "../operation.ts";
import * as drawing from "./diffusion.ts";
import * as v1 from "./parameters.ts";
import { initImage } from "./pictures.ts";
import * as rules from "./rules.ts";

const initImageMode = {
  kind: "choice",
  wire: "init_image_mode",
  versions: ["v1", "v1beta"],
  options: ["IMAGE_STRENGTH", "STEP_SCHEDULE"],
  apiDefault: "IMAGE_STRENGTH",
  label: "Init Image Mode",
  description: "How to say how much of the init image stays: by `imageStrength`, or by `stepScheduleStart` and "
    + "`stepScheduleEnd`.",
  examples: ["IMAGE_STRENGTH", "STEP_SCHEDULE"],
  antiExamples: [{ value: "STRENGTH", reason: "one of" }],
} as const;

const imageStrength = {
  kind: "number",
  wire: "image_strength",
  versions: ["v1", "v1beta"],
  min: 0,
  max: 1,
  apiDefault: 0.35,
  label: "Image Strength",
  description: "How much of the init image stays: close to 1 nearly all, close to 0 nearly nothing. "
    + "The same as a `stepScheduleStart` of 1 minus this.",
  examples: ["0.35", 0, 1],
  antiExamples: [
    { value: -0.01, reason: "at least 0" },
    { value: 1.01, reason: "at most 1" },
  ],
} as const;

interface ModeValues {
  apiVersion: (typeof v1Versions)[number];
  initImageMode: "IMAGE_STRENGTH" | "STEP_SCHEDULE";
  imageStrength: number;
  stepScheduleStart: number;
  stepScheduleEnd: number;
}

const strengthFitsMode: Rule<ModeValues> = {
  concerns: ["imageStrength", "initImageMode"],
  problem: ({ initImageMode: mode, imageStrength: strength }) => strength !== undefined && mode === "STEP_SCHEDULE"
    ? "an image strength belongs to the mode IMAGE_STRENGTH; leave it out, or choose that mode"
    : undefined,
};

/** v1alpha has no modes: it always goes by the step schedule. */
const scheduleFitsMode: Rule<ModeValues> = {
  concerns: ["stepScheduleStart", "stepScheduleEnd", "initImageMode"],
  problem({ apiVersion, initImageMode: mode = "IMAGE_STRENGTH", stepScheduleStart: start, stepScheduleEnd: end }) {
    const isGiven = start !== undefined || end !== undefined;
    return isGiven && mode === "IMAGE_STRENGTH" && apiVersion !== "v1alpha"
      ? "a step schedule belongs to the mode STEP_SCHEDULE; leave it out, or choose that mode"
      : undefined;
  },
};

export const imageToImage = defineGeneration({
  ...rules.drawsFromPicture,
  name: "image-to-image",
  paths: v1Paths("/generation/{engine_id}/image-to-image"),
  parameters: {
    initImage,
    prompt: { ...v1.prompt, description: "What the new picture shows." },
    ...v1.promptsAndEngine,
    initImageMode,
    imageStrength,
    stepScheduleStart: drawing.stepScheduleStart,
    stepScheduleEnd: drawing.stepScheduleEnd,
    ...v1.olderSize,
    ...drawing.diffusion,
  },
  rules: [...rules.ofDrawingFromPicture, strengthFitsMode, scheduleFitsMode],
});
