/** `POST /v2beta/stable-image/edit/search-and-recolor` */
import { defineGeneration } from "../../generation.ts";
import { forPaidPictures } from "../../parameters/client.ts";
import { prices } from "../../prices.ts";
import * as v2 from "../parameters.ts";
import { imageOfUsualRatio } from "../pictures.ts";
import { makesPicture } from "../rules.ts";

export const searchAndRecolor = defineGeneration({
  ...makesPicture,
  name: "search-and-recolor",
  paths: { v2beta: "/v2beta/stable-image/edit/search-and-recolor" },
  parameters: {
    image: imageOfUsualRatio,
    selectPrompt: { ...v2.searchPrompt, wire: "select_prompt", label: "Select Prompt" },
    prompt: { ...v2.prompt, description: "The new color of what `selectPrompt` finds, in English.", examples: ["bright yellow"] },
    growMask: { ...v2.growMask, apiDefault: 3 },
    stylePreset: v2.stylePreset,
    negativePrompt: v2.negativePrompt,
    seed: v2.seed,
    outputFormat: v2.outputFormat,
    ...forPaidPictures,
  },
  credits: () => prices["search-and-recolor"],
});
