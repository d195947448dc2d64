/** `POST /v2beta/stable-image/upscale/conservative`in the ratio of the image. */
import { z } from "zod";
import { enlarge } from "../../../drawing/effects/enlarge.ts";
import { freePrompt, number, outputFormat, prompt, seed } from "../../fields.ts";
import { live } from "../../lifetimes.ts";
import { operation } from "../../operation.ts";
import { picture, withAspectRatio } from "../../pictures.ts";
import { sceneOf } from "../../scene.ts";
import { scaledTo } from "../../sizes.ts";

/** Measured: 3112x3112 for an image of 512x512. The documents say "4 megapixels". */
const outputPixels = 3112 * 3112;

const schema = z.object({
  image: picture(withAspectRatio),
  prompt,
  negative_prompt: freePrompt,
  seed,
  output_format: outputFormat,
  creativity: number(0.2, 0.5).default(0.35),
});

export const conservative = operation({
  path: "/v2beta/stable-image/upscale/conservative",
  lifetime: live,
  schema: () => schema,
  price: { before: 25, since: 40 },
  prompts: (fields) => [fields.prompt],
  draw: (fields, seed) => enlarge(fields.image, scaledTo(outputPixels, fields.image), {
    scene: sceneOf(fields, seed),
    creativity: fields.creativity,
  }),
});
