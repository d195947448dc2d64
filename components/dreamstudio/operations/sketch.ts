/** `POST /v2beta/stable-image/control/sketch` */
import { defineGeneration, paidOutcome } from "./generation.ts";
import { prices } from "./prices.ts";
import * as v2 from "./stable-image-parameters.ts";
import { controlImage, pictureHint } from "./stable-image-pictures.ts";
import { makesPicture } from "./stable-image-rules.ts";

export const sketch = defineGeneration({
  ...makesPicture,
  name: "sketch",
  paths: { v2beta: "/v2beta/stable-image/control/sketch" },
  parameters: {
    image: { ...controlImage, description: `The sketch, or any picture whose outlines decide what is drawn. ${pictureHint}` },
    prompt: v2.prompt,
    controlStrength: v2.controlStrength,
    stylePreset: v2.stylePreset,
    negativePrompt: v2.negativePrompt,
    seed: v2.seed,
    outputFormat: v2.outputFormat,
    ...paidOutcome,
  },
  rules: [],
  credits: () => prices.sketch,
});
