/** `POST /v2beta/stable-image/control/style` */
import { defineGeneration } from "../../generation.ts";
import { forPaidPictures } from "../../parameters/client.ts";
import { pictureHint } from "../../parameters/picture-input.ts";
import { prices } from "../../prices.ts";
import * as v2 from "../parameters.ts";
import { imageOfUsualRatio } from "../pictures.ts";
import { makesPicture } from "../rules.ts";

const fidelity = {
  ...v2.share,
  wire: "fidelity",
  apiDefault: 0.5,
  label: "Fidelity",
  description: "How closely the result keeps to the style of the image.",
} as const;

export const style = defineGeneration({
  ...makesPicture,
  name: "style",
  paths: { v2beta: "/v2beta/stable-image/control/style" },
  parameters: {
    image: { ...imageOfUsualRatio, description: `The picture whose style is taken over. ${pictureHint}` },
    prompt: v2.prompt,
    aspectRatio: v2.aspectRatio,
    fidelity,
    stylePreset: v2.stylePreset,
    negativePrompt: v2.negativePrompt,
    seed: v2.seed,
    outputFormat: v2.outputFormat,
    ...forPaidPictures,
  },
  credits: () => prices.style,
});
