/** `POST /v2beta/stable-image/generate/sd3`: from a prompt, or from a prompt and an image. */
import { z } from "zod";
import { draw } from "../../../drawing/scene/draw.ts";
import { isAlive, type AsOf, type Lifetime } from "../../../facts/lifetime.ts";
import { aspectRatio, freePrompt, number, oneOf, outputFormat, prompt, proportion, seed, stylePreset } from "../../fields.ts";
import { live } from "../../lifetimes.ts";
import { operation } from "../../operation.ts";
import { mostPixels, picture } from "../../pictures.ts";
import { sceneOf } from "../../scene.ts";
import { sizeOfOneMegapixel } from "../../sizes.ts";
import { drawFrom } from "./from-image.ts";

/** `sd3.5-flash` is in the prose and the price list, not among the options; `sd3-*` is served by its successor. */
const prices = {
  "sd3.5-large": 6.5,
  "sd3.5-large-turbo": 4,
  "sd3.5-medium": 3.5,
  "sd3.5-flash": 2.5,
  "sd3-large": 6.5,
  "sd3-large-turbo": 4,
  "sd3-medium": 3.5,
} as const;

const models = Object.keys(prices) as (keyof typeof prices)[];

const webp: Lifetime = { from: "2026-01-01", source: "document of 2026, the day unknown; not in that of 2025-02-26" };

const schema = (asOf: AsOf) => z.object({
  prompt,
  mode: oneOf(["text-to-image", "image-to-image"]).default("text-to-image"),
  image: picture({ side: { min: 64 }, pixels: { max: mostPixels } }).optional(),
  strength: proportion.optional(),
  aspect_ratio: aspectRatio,
  model: oneOf(models).default("sd3.5-large"),
  seed,
  output_format: isAlive(webp, asOf) ? outputFormat : oneOf(["png", "jpeg"]).default("png"),
  style_preset: stylePreset,
  negative_prompt: freePrompt,
  cfg_scale: number(1, 10).optional(),
}).superRefine((fields, context) => {
  const isFromImage = fields.mode === "image-to-image";
  for (const name of ["image", "strength"] as const) {
    if ((fields[name] !== undefined) === isFromImage) continue;
    const message = isFromImage ? "required" : "is only valid for image-to-image requests";
    context.addIssue({ code: "custom", path: [name], message });
  }
  if (isFromImage && fields.aspect_ratio !== undefined) {
    context.addIssue({ code: "custom", path: ["aspect_ratio"], message: "is only valid for text-to-image requests" });
  }
});

export const sd3 = operation({
  path: "/v2beta/stable-image/generate/sd3",
  lifetime: live,
  isCaptioned: true,
  schema,
  price: ({ model }) => prices[model],
  prompts: (fields) => [fields.prompt],
  draw(fields, seed) {
    const { image, strength = 1, aspect_ratio: ratio } = fields;
    const scene = sceneOf(fields, seed);
    return image === undefined ? draw({ ...scene, ...sizeOfOneMegapixel(ratio) }) : drawFrom(image, scene, strength);
  },
});
