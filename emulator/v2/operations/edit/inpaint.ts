/** `POST /v2beta/stable-image/edit/inpaint`: draws where the mask says. */
import { z } from "zod";
import { inpaint as inpaintWhere } from "../../../drawing/effects/inpaint.ts";
import { freePrompt, growMask, outputFormat, prompt, seed, stylePreset } from "../../fields.ts";
import { live } from "../../lifetimes.ts";
import { mask, maskOf, requireMask } from "../../masks.ts";
import { operation } from "../../operation.ts";
import { picture, standard } from "../../pictures.ts";
import { sceneOf } from "../../scene.ts";
import { withinFourMegapixels } from "../../sizes.ts";

const schema = z.object({
  image: picture(standard),
  prompt,
  negative_prompt: freePrompt,
  mask,
  grow_mask: growMask(100, 5),
  seed,
  output_format: outputFormat,
  style_preset: stylePreset,
}).superRefine(requireMask);

export const inpaint = operation({
  path: "/v2beta/stable-image/edit/inpaint",
  lifetime: live,
  schema: () => schema,
  price: { before: 3, since: 5 },
  prompts: (fields) => [fields.prompt],
  async draw(fields, seed) {
    const image = await withinFourMegapixels(fields.image);
    return inpaintWhere(image, await maskOf(fields, image, fields.grow_mask), sceneOf(fields, seed));
  },
});
