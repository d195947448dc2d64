/** `POST /v2beta/stable-image/generate/core` */
import { defineGeneration } from "../../generation.ts";
import { forPaidPictures } from "../../parameters/client.ts";
import { prices } from "../../prices.ts";
import * as v2 from "../parameters.ts";
import { makesPicture } from "../rules.ts";

const aspectRatio = v2.aspectRatio({
  "1:1": "1536x1536", "5:4": "1632x1344", "3:2": "1824x1248", "16:9": "2016x1152", "21:9": "2304x960",
});

export const generateCore = defineGeneration({
  ...makesPicture,
  name: "generate-core",
  paths: { v2beta: "/v2beta/stable-image/generate/core" },
  parameters: {
    prompt: v2.prompt,
    aspectRatio,
    stylePreset: v2.stylePreset,
    negativePrompt: v2.negativePrompt,
    count: v2.count,
    seed: v2.seed,
    outputFormat: v2.outputFormat,
    ...forPaidPictures,
  },
  credits: ({ count = 1 }) => count * prices["generate-core"],
});
