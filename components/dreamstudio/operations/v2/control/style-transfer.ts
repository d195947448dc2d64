/** `POST /v2beta/stable-image/control/style-transfer`, which came in 2025. */
import { defineGeneration } from "../../generation.ts";
import { forPaidPictures } from "../../parameters/client.ts";
import { pictureHint } from "../../parameters/picture-input.ts";
import { prices } from "../../prices.ts";
import * as v2 from "../parameters.ts";
import { image, usualRatio } from "../pictures.ts";
import { makesPicture } from "../rules.ts";

const limits = { side: { min: 64, max: 16_383 }, pixels: { min: 4_096, max: 9_437_184 } } as const;

const initImage = {
  ...image,
  wire: "init_image",
  label: "Init Image: File Path or URL",
  description: `The picture that gets a new style. ${pictureHint}`,
  limits: { ...limits, ...usualRatio },
} as const;

const styleImage = {
  ...image,
  wire: "style_image",
  label: "Style Image: File Path or URL",
  description: `The picture whose style \`initImage\` gets. ${pictureHint}`,
  limits,
} as const;

const styleStrength = {
  ...v2.share,
  wire: "style_strength",
  apiDefault: 1,
  label: "Style Strength",
  description: "How much of the style of `styleImage` the result has.",
} as const;

const compositionFidelity = {
  ...v2.share,
  wire: "composition_fidelity",
  apiDefault: 0.9,
  label: "Composition Fidelity",
  description: "How closely the result keeps to the composition of `initImage`.",
} as const;

const changeStrength = {
  ...v2.share,
  wire: "change_strength",
  min: 0.1,
  apiDefault: 0.9,
  label: "Change Strength",
  description: "How far the result may go from `initImage`.",
  examples: ["0.9", 0.1, 1],
  antiExamples: [
    { value: 0.09, reason: "at least 0.1" },
    { value: 1.01, reason: "at most 1" },
  ],
} as const;

export const styleTransfer = defineGeneration({
  ...makesPicture,
  name: "style-transfer",
  paths: { v2beta: "/v2beta/stable-image/control/style-transfer" },
  parameters: {
    initImage,
    styleImage,
    prompt: { ...v2.optionalPrompt, description: "What the result shows, in English, if not just what `initImage` shows." },
    styleStrength,
    compositionFidelity,
    changeStrength,
    negativePrompt: v2.negativePrompt,
    seed: v2.seed,
    outputFormat: v2.outputFormat,
    ...forPaidPictures,
  },
  credits: () => prices["style-transfer"],
});
