/** `POST /v2beta/stable-image/control/sketch` */
import { defineGeneration } from "../../generation.ts";
import { forPaidPictures } from "../../parameters/client.ts";
import { pictureHint } from "../../parameters/picture-input.ts";
import { prices } from "../../prices.ts";
import * as v2 from "../parameters.ts";
import { image, usualRatio } from "../pictures.ts";
import { makesPicture } from "../rules.ts";

const sketchImage = {
  ...image,
  description: `The sketch, or any picture whose outlines decide what is drawn. ${pictureHint}`,
  limits: { side: { min: 64 }, pixels: { max: 9_437_184 }, ...usualRatio },
} as const;

export const sketch = defineGeneration({
  ...makesPicture,
  name: "sketch",
  paths: { v2beta: "/v2beta/stable-image/control/sketch" },
  parameters: {
    image: sketchImage,
    prompt: { ...v2.prompt, description: "What the finished picture shows, in English, along the lines of `image`." },
    controlStrength: v2.controlStrength,
    stylePreset: v2.stylePreset,
    negativePrompt: v2.negativePrompt,
    seed: v2.seed,
    outputFormat: v2.outputFormat,
    ...forPaidPictures,
  },
  credits: () => prices.sketch,
});
