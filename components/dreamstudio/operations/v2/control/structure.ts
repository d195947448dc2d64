/** `POST /v2beta/stable-image/control/structure` */
import { defineGeneration } from "../../generation.ts";
import { forPaidPictures } from "../../parameters/client.ts";
import { pictureHint } from "../../parameters/picture-input.ts";
import { prices } from "../../prices.ts";
import * as v2 from "../parameters.ts";
import { imageOfUsualRatio } from "../pictures.ts";
import { makesPicture } from "../rules.ts";

export const structure = defineGeneration({
  ...makesPicture,
  name: "structure",
  paths: { v2beta: "/v2beta/stable-image/control/structure" },
  parameters: {
    image: { ...imageOfUsualRatio, description: `The picture whose structure stays: its shapes and where they are. ${pictureHint}` },
    prompt: { ...v2.prompt, description: "What the new picture shows, in English, with the shapes of `image`." },
    controlStrength: v2.controlStrength,
    stylePreset: v2.stylePreset,
    negativePrompt: v2.negativePrompt,
    seed: v2.seed,
    outputFormat: v2.outputFormat,
    ...forPaidPictures,
  },
  credits: () => prices.structure,
});
