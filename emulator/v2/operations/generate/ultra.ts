/** `POST /v2beta/stable-image/generate/ultra` */
import { z } from "zod";
import { draw } from "../../../drawing/scene/draw.ts";
import { aspectRatio, freePrompt, outputFormat, prompt, proportion, seed, stylePreset } from "../../fields.ts";
import { live } from "../../lifetimes.ts";
import { operation } from "../../operation.ts";
import { mostPixels, picture } from "../../pictures.ts";
import { sceneOf } from "../../scene.ts";
import { sizeOfOneMegapixel } from "../../sizes.ts";
import { drawFrom } from "./from-image.ts";

const schema = z.object({
  prompt,
  negative_prompt: freePrompt,
  aspect_ratio: aspectRatio,
  seed,
  output_format: outputFormat,
  image: picture({ side: { min: 64, max: 16_384 }, pixels: { min: 4096, max: mostPixels } }).optional(),
  style_preset: stylePreset,
  strength: proportion.optional(),
}).superRefine(({ image, strength }, context) => {
  if ((image === undefined) === (strength === undefined)) return;
  const message = strength === undefined ? "required with image" : "is only valid with image";
  context.addIssue({ code: "custom", path: ["strength"], message });
});

export const ultra = operation({
  path: "/v2beta/stable-image/generate/ultra",
  lifetime: live,
  isCaptioned: true,
  schema: () => schema,
  price: 8,
  prompts: (fields) => [fields.prompt],
  draw(fields, seed) {
    const { image, strength = 1, aspect_ratio: ratio } = fields;
    const scene = sceneOf(fields, seed);
    if (image === undefined) return draw({ ...scene, ...sizeOfOneMegapixel(ratio) });
    return drawFrom(image, scene, strength, ratio === undefined ? undefined : sizeOfOneMegapixel(ratio));
  },
});
