/** `POST /v2beta/stable-image/upscale/creative` */
import { defineGeneration } from "../../generation.ts";
import { forPaidPictures } from "../../parameters/client.ts";
import { prices } from "../../prices.ts";
import * as v2 from "../parameters.ts";
import { image } from "../pictures.ts";
import { startsPicture } from "../rules.ts";

const creativity = {
  ...v2.creativity,
  min: 0.1,
  max: 0.5,
  apiDefault: 0.3,
  examples: ["0.3", 0.1, 0.5],
  antiExamples: [
    { value: 0.09, reason: "at least 0.1" },
    { value: 0.51, reason: "at most 0.5" },
  ],
} as const;

export const upscaleCreative = defineGeneration({
  ...startsPicture,
  name: "upscale-creative",
  paths: {
    v2beta: "/v2beta/stable-image/upscale/creative",
    v2alpha: "/v2alpha/generation/stable-image/upscale",
  },
  parameters: {
    image: { ...image, limits: { side: { min: 64 }, pixels: { min: 4_096, max: 1_048_576 } } },
    prompt: { ...v2.prompt, description: "What the given picture shows, in English, so that the new details fit." },
    creativity,
    stylePreset: v2.stylePreset,
    negativePrompt: v2.negativePrompt,
    seed: v2.seed,
    outputFormat: v2.outputFormat,
    waitForResult: v2.waitForResult,
    ...forPaidPictures,
    apiVersion: v2.apiVersion,
  },
  credits: ({ apiVersion }) => prices[apiVersion === "v2alpha" ? "v2alpha upscale-creative" : "upscale-creative"],
});
