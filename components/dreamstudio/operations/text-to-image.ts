/** `POST /v1/generation/{engine_id}/text-to-image` */
import { defineOperation } from "./operation.ts";
import * as v1 from "./v1-parameters.ts";

export const textToImage = defineOperation({
  name: "text-to-image",
  documentation: "https://platform.stability.ai/docs/api-reference#tag/SDXL-1.0-and-SD1.6/operation/textToImage",
  method: "POST",
  path: "/v1/generation/{engine_id}/text-to-image",
  encoding: "json",
  parameters: {
    prompt: v1.prompt,
    negativePrompt: v1.negativePrompt,
    textPrompts: v1.textPrompts,
    engineId: v1.engineId,
    width: v1.width,
    height: v1.height,
    samples: v1.samples,
    stylePreset: v1.stylePreset,
    seed: v1.seed,
    steps: v1.steps,
    cfgScale: v1.cfgScale,
    sampler: v1.sampler,
    clipGuidancePreset: v1.clipGuidancePreset,
    extras: v1.extras,
    organizationId: v1.organizationId,
  },
  rules: [v1.engineIsNotRetired, v1.sizeFitsEngine],
  complete: v1.completeSize,
  count: v1.countOfSamples,
  credits: v1.creditsOfDiffusion,
});
