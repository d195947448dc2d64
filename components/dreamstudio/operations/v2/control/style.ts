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
  description: "How closely the result keeps to the style of `image`.",
} as const;

const aspectRatio = v2.aspectRatio({
  "1:1": "1024x1024", "5:4": "1144x915", "3:2": "1254x836", "16:9": "1365x768", "21:9": "1564x670",
});

export const style = defineGeneration({
  ...makesPicture,
  name: "style",
  paths: { v2beta: "/v2beta/stable-image/control/style" },
  parameters: {
    image: { ...imageOfUsualRatio, description: `The picture whose style the new one takes over. ${pictureHint}` },
    prompt: { ...v2.prompt, description: "What the new picture shows, in English; its style is that of `image`." },
    aspectRatio,
    fidelity,
    stylePreset: v2.stylePreset,
    negativePrompt: v2.negativePrompt,
    seed: v2.seed,
    outputFormat: v2.outputFormat,
    ...forPaidPictures,
  },
  credits: () => prices.style,
});
