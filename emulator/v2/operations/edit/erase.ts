/** `POST /v2beta/stable-image/edit/erase`: what the mask marks is filled from around it. */
import { z } from "zod";
import { erase as eraseWhere } from "../../../drawing/effects/erase.ts";
import { growMask, outputFormat, seed, text } from "../../fields.ts";
import { live } from "../../lifetimes.ts";
import { mask, maskOf, requireMask } from "../../masks.ts";
import { operation } from "../../operation.ts";
import { picture, standard } from "../../pictures.ts";
import { withinFourMegapixels } from "../../sizes.ts";

/** The documents require a `prompt` too, which they do not describe and their samples do not send: it is ignored. */
const schema = z.object({
  image: picture(standard),
  prompt: text.optional(),
  mask,
  grow_mask: growMask(20, 5),
  seed,
  output_format: outputFormat,
}).superRefine(requireMask);

export const erase = operation({
  path: "/v2beta/stable-image/edit/erase",
  lifetime: live,
  schema: () => schema,
  price: { before: 3, since: 5 },
  prompts: () => [],
  async draw(fields) {
    const image = await withinFourMegapixels(fields.image);
    return eraseWhere(image, await maskOf(fields, image, fields.grow_mask));
  },
});
