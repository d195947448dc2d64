/** `POST /v1/generation/{engine_id}/text-to-image` */
import { v1Paths } from "../api-version.ts";
import { defineGeneration } from "../generation.ts";
import * as drawing from "./diffusion.ts";
import * as v1 from "./parameters.ts";
import * as rules from "./rules.ts";

export const textToImage = defineGeneration({
  ...rules.draws,
  name: "text-to-image",
  paths: v1Paths("/generation/{engine_id}/text-to-image"),
  encoding: "json",
  parameters: {
    prompt: v1.prompt,
    ...v1.promptsAndEngine,
    width: v1.width,
    height: v1.height,
    ...drawing.diffusion,
  },
  rules: rules.ofDrawing,
  complete: rules.completeSize,
});
