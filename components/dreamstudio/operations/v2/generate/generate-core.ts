/** `POST /v2beta/stable-image/generate/core` */
import { defineGeneration } from "../../generation.ts";
import { forPaidPictures } from "../../parameters/client.ts";
import { prices } from "../../prices.ts";
import * as v2 from "../parameters.ts";
import { makesPicture } from "../rules.ts";

export const generateCore = defineGeneration({
  ...makesPicture,
  name: "generate-core",
  paths: { v2beta: "/v2beta/stable-image/generate/core" },
  parameters: {
    prompt: v2.prompt,
    aspectRatio: v2.aspectRatio,
    stylePreset: v2.stylePreset,
    negativePrompt: v2.negativePrompt,
    count: v2.count,
    seed: v2.seed,
    outputFormat: v2.outputFormat,
    ...forPaidPictures,
  },
  credits: ({ count = 1 }) => count * prices["generate-core"],
});
