/** `POST /v2beta/stable-image/control/style`: a new picture in the style of another. */
import { z } from "zod";
import { drawInStyle } from "../../../drawing/effects/style.ts";
import { aspectRatio, freePrompt, outputFormat, prompt, proportion, seed, stylePreset } from "../../fields.ts";
import { live } from "../../lifetimes.ts";
import { operation } from "../../operation.ts";
import { picture, withAspectRatio } from "../../pictures.ts";
import { sceneOf } from "../../scene.ts";
import { sizeOfStyle } from "../../sizes.ts";

const schema = z.object({
  prompt,
  image: picture(withAspectRatio),
  negative_prompt: freePrompt,
  aspect_ratio: aspectRatio,
  fidelity: proportion.default(0.5),
  seed,
  output_format: outputFormat,
  style_preset: stylePreset,
});

export const style = operation({
  path: "/v2beta/stable-image/control/style",
  lifetime: live,
  schema: () => schema,
  price: { before: 4, since: 5 },
  prompts: (fields) => [fields.prompt],
  draw: (fields, seed) =>
    drawInStyle(fields.image, sceneOf(fields, seed), sizeOfStyle(fields.aspect_ratio), fields.fidelity),
});
