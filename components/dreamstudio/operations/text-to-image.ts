/** `POST /v1/generation/{engine_id}/text-to-image` */
import { definePictureOperation } from "./operation.ts";
import * as drawing from "./v1-diffusion.ts";
import * as v1 from "./v1-parameters.ts";
import * as rules from "./v1-rules.ts";

export const textToImage = definePictureOperation({
  name: "text-to-image",
  method: "POST",
  path: "/generation/{engine_id}/text-to-image",
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
  count: rules.countOfSamples,
  outcome: rules.outcomeOf,
  credits: rules.creditsOfDiffusion,
});
