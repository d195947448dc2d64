/** Creative upscaling, which is started: `POST /v2beta/stable-image/upscale/creative` and the same in v2alpha. */
import { z } from "zod";
import { enlarge } from "../../../drawing/effects/enlarge.ts";
import { isAlive, type AsOf, type Lifetime } from "../../../facts/lifetime.ts";
import { freePrompt, number, outputFormat, prompt, seed, stylePreset } from "../../fields.ts";
import { live } from "../../lifetimes.ts";
import { operation } from "../../operation.ts";
import { picture } from "../../pictures.ts";
import { sceneOf } from "../../scene.ts";
import { scaledTo } from "../../sizes.ts";

const in2025February: Lifetime = { from: "2025-02-26", source: "document of 2025-02-26; not in that of 2025-01-02" };

/** Measured: 3152x3152 for an image of 512x512. The documents say "4K". */
const outputPixels = 3152 * 3152;

const schema = (asOf: AsOf) => z.object({
  image: picture({ side: { min: 64 }, pixels: { min: 4096, max: 1_048_576 } }),
  prompt,
  negative_prompt: freePrompt,
  output_format: outputFormat,
  seed,
  creativity: number(0.1, isAlive(in2025February, asOf) ? 0.5 : 0.35).default(0.3),
  style_preset: stylePreset,
});

export const creative = operation({
  path: "/v2beta/stable-image/upscale/creative",
  lifetime: live,
  isStarted: true,
  schema,
  price: { before: 25, since: 60 },
  prompts: (fields) => [fields.prompt],
  draw: (fields, seed) => enlarge(fields.image, scaledTo(outputPixels, fields.image), {
    scene: sceneOf(fields, seed),
    creativity: fields.creativity,
  }),
});

/** The style came to it later. Its price is in cents, which are credits; that it rose too is not known. */
export const alphaUpscale = operation({
  ...creative,
  path: "/v2alpha/generation/stable-image/upscale",
  hasBodyLimit: false,
  isScreened: false,
  schema: (asOf) => schema(asOf).omit(isAlive(in2025February, asOf) ? {} : { style_preset: true }),
  price: 25,
});
