/** `POST /v1/generation/{engine_id}/image-to-image` */
import { v1Paths } from "../api-version.ts";
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
  description: "How to give the influence of the init image: by **Image Strength**, or by **Step Schedule Start** "
    + "and **Step Schedule End**.",
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
    + "The same as a Step Schedule Start of 1 minus this.",
  examples: ["0.35", 0, 1],
  antiExamples: [
    { value: -0.01, reason: "at least 0" },
    { value: 1.01, reason: "at most 1" },
  ],
} as const;

interface ModeValues {
  apiVersion: "v1" | "v1beta" | "v1alpha";
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
  name: "image-to-image",
  method: "POST",
  saves: true,
  paths: v1Paths("/generation/{engine_id}/image-to-image"),
  encoding: "form",
  parameters: {
    initImage,
    prompt: v1.prompt,
    negativePrompt: v1.negativePrompt,
    textPrompts: v1.textPrompts,
    engineId: v1.engineId,
    initImageMode,
    imageStrength,
    stepScheduleStart: drawing.stepScheduleStart,
    stepScheduleEnd: drawing.stepScheduleEnd,
    width: v1.olderWidth,
    height: v1.olderHeight,
    ...drawing.diffusion,
  },
  rules: [
    rules.versionIsServed,
    rules.engineDraws,
    rules.engineIsNotRetired,
    rules.initImageFitsEngine,
    rules.sizeFitsEngine,
    strengthFitsMode,
    scheduleFitsMode,
  ],
  accept: rules.acceptedTypes,
  credits: rules.creditsOfDiffusion,
});
