/** `POST /v2beta/stable-image/generate/ultra` */
import { defineGeneration } from "../../generation.ts";
import { forPaidPictures } from "../../parameters/client.ts";
import { prices } from "../../prices.ts";
import * as v2 from "../parameters.ts";
import { optionalImage } from "../pictures.ts";
import { makesPicture, strengthGoesWithImage } from "../rules.ts";

export const generateUltra = defineGeneration({
  ...makesPicture,
  name: "generate-ultra",
  paths: { v2beta: "/v2beta/stable-image/generate/ultra" },
  parameters: {
    prompt: v2.prompt,
    aspectRatio: v2.aspectRatioOfMegapixel,
    stylePreset: v2.stylePreset,
    image: { ...optionalImage, limits: { side: { min: 64, max: 16_384 }, pixels: { min: 4_096 } } },
    strength: v2.strength,
    negativePrompt: v2.negativePrompt,
    count: v2.count,
    seed: v2.seed,
    outputFormat: v2.outputFormat,
    ...forPaidPictures,
  },
  rules: [strengthGoesWithImage],
  credits: ({ count = 1 }) => count * prices["generate-ultra"],
});
