/** `POST /v2beta/stable-image/edit/outpaint`: as many pixels more on each side as asked. */
import { z } from "zod";
import { outpaint as outpaintAround } from "../../../drawing/effects/outpaint.ts";
import { freePrompt, integer, outputFormat, proportion, seed, stylePreset } from "../../fields.ts";
import { live } from "../../lifetimes.ts";
import { operation } from "../../operation.ts";
import { picture, withAspectRatio } from "../../pictures.ts";
import { sceneOf } from "../../scene.ts";

const margin = integer(0, 2000).default(0);

const schema = z.object({
  image: picture(withAspectRatio),
  left: margin,
  right: margin,
  up: margin,
  down: margin,
  creativity: proportion.default(0.5),
  prompt: freePrompt,
  seed,
  output_format: outputFormat,
  style_preset: stylePreset,
}).refine(({ left, right, up, down }) => [left, right, up, down].some((margin) => margin > 0), {
  path: ["left, right, up, down"],
  error: "at least one must be more than 0",
});

export const outpaint = operation({
  path: "/v2beta/stable-image/edit/outpaint",
  lifetime: live,
  schema: () => schema,
  price: 4,
  prompts: (fields) => [fields.prompt],
  draw: (fields, seed) => outpaintAround(fields.image, fields, sceneOf(fields, seed)),
});
