/** `POST /v2beta/stable-image/edit/search-and-replace`; in v2alpha it is a mode of the inpainting. */
import { defineGeneration } from "../../generation.ts";
import { forPaidPictures } from "../../parameters/client.ts";
import { prices } from "../../prices.ts";
import * as v2 from "../parameters.ts";
import { imageOfUsualRatio, usualLimits } from "../pictures.ts";
import { makesPicture } from "../rules.ts";

export const searchAndReplace = defineGeneration({
  ...makesPicture,
  name: "search-and-replace",
  paths: {
    v2beta: "/v2beta/stable-image/edit/search-and-replace",
    v2alpha: "/v2alpha/generation/stable-image/inpaint",
  },
  parameters: {
    image: { ...imageOfUsualRatio, limitsIn: { v2alpha: usualLimits } },
    searchPrompt: v2.searchPrompt,
    prompt: { ...v2.prompt, description: "The replacement for what `searchPrompt` finds, in English.", examples: ["A potted palm"] },
    growMask: { ...v2.growMask, versions: ["v2beta"], apiDefault: 3 },
    stylePreset: { ...v2.stylePreset, versions: ["v2beta"] },
    negativePrompt: v2.negativePrompt,
    seed: v2.seed,
    outputFormat: v2.outputFormat,
    ...forPaidPictures,
    apiVersion: v2.apiVersion,
  },
  fixedFields: { v2alpha: { mode: "search" } },
  credits: ({ apiVersion }) => prices[apiVersion === "v2alpha" ? "v2alpha inpaint by search" : "search-and-replace"],
});
