/** `POST /v1/generation/{engine_id}/text-to-image` */
import { v1Paths } from "../api-version.ts";
import { defineGeneration } from "../generation.ts";
import * as drawing from "./diffusion.ts";
import * as v1 from "./parameters.ts";
import * as rules from "./rules.ts";

export const textToImage = defineGeneration({
  name: "text-to-image",
  method: "POST",
  saves: true,
  paths: v1Paths("/generation/{engine_id}/text-to-image"),
  encoding: "json",
  parameters: {
    prompt: v1.prompt,
    negativePrompt: v1.negativePrompt,
    textPrompts: v1.textPrompts,
    engineId: v1.engineId,
    width: v1.width,
    height: v1.height,
    ...drawing.diffusion,
  },
  rules: [rules.versionIsServed, rules.engineDraws, rules.engineIsNotRetired, rules.sizeFitsEngine],
  complete: rules.completeSize,
  accept: rules.acceptedTypes,
  credits: rules.creditsOfDiffusion,
});
