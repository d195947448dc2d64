/** `POST /v2beta/stable-image/upscale/conservative` */
import { defineGeneration } from "../../generation.ts";
import { forPaidPictures } from "../../parameters/client.ts";
import { prices } from "../../prices.ts";
import * as v2 from "../parameters.ts";
import { imageOfUsualRatio } from "../pictures.ts";
import { makesPicture } from "../rules.ts";

const creativity = {
  ...v2.creativity,
  min: 0.2,
  max: 0.5,
  apiDefault: 0.35,
  examples: ["0.35", 0.2, 0.5],
  antiExamples: [
    { value: 0.19, reason: "at least 0.2" },
    { value: 0.51, reason: "at most 0.5" },
  ],
} as const;

export const upscaleConservative = defineGeneration({
  ...makesPicture,
  name: "upscale-conservative",
  paths: { v2beta: "/v2beta/stable-image/upscale/conservative" },
  parameters: {
    image: imageOfUsualRatio,
    prompt: { ...v2.prompt, description: "What the given picture shows, in English, so that its details stay right." },
    creativity,
    negativePrompt: v2.negativePrompt,
    seed: v2.seed,
    outputFormat: v2.outputFormat,
    ...forPaidPictures,
  },
  credits: () => prices["upscale-conservative"],
});
