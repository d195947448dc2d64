/** `POST /v2beta/stable-image/generate/core` */
import { z } from "zod";
import { draw } from "../../../drawing/scene/draw.ts";
import { aspectRatio, freePrompt, outputFormat, prompt, seed, stylePreset } from "../../fields.ts";
import { live } from "../../lifetimes.ts";
import { operation } from "../../operation.ts";
import { sceneOf } from "../../scene.ts";
import { sizeOfCore } from "../../sizes.ts";

const schema = z.object({
  prompt,
  aspect_ratio: aspectRatio,
  negative_prompt: freePrompt,
  seed,
  style_preset: stylePreset,
  output_format: outputFormat,
});

export const core = operation({
  path: "/v2beta/stable-image/generate/core",
  lifetime: live,
  isCaptioned: true,
  // The only operation of v2beta without 413 in the documents.
  hasBodyLimit: false,
  schema: () => schema,
  price: 3,
  prompts: (fields) => [fields.prompt],
  draw: (fields, seed) => draw({ ...sceneOf(fields, seed), ...sizeOfCore(fields.aspect_ratio) }),
});
