/** `POST /v2alpha/generation/stable-image/inpaint`: by a mask, or where something is found. */
import { z } from "zod";
import { inpaint } from "../../../drawing/effects/inpaint.ts";
import { subjectOf } from "../../../drawing/effects/subject/subject.ts";
import { freePrompt, oneOf, outputFormat, prompt, seed, text } from "../../fields.ts";
import { live } from "../../lifetimes.ts";
import { mask, maskOf, requireMask } from "../../masks.ts";
import { operation } from "../../operation.ts";
import { picture, standard } from "../../pictures.ts";
import { sceneOf } from "../../scene.ts";
import { withinFourMegapixels } from "../../sizes.ts";

/** Each mode has its own bodies in the documents: what belongs to the other is refused. */
const schema = z.object({
  mode: oneOf(["search", "mask"]),
  search_prompt: text.optional(),
  mask,
  image: picture(standard),
  prompt,
  negative_prompt: freePrompt,
  seed,
  output_format: outputFormat,
}).superRefine((fields, context) => {
  const { mode, search_prompt: search } = fields;
  const refuse = (name: string, message: string) => {
    context.addIssue({ code: "custom", path: [name], message });
  };
  if (mode === "mask") requireMask(fields, context);
  if (mode === "mask" && search !== undefined) refuse("search_prompt", "is only valid for the mode search");
  if (mode === "search" && search === undefined) refuse("search_prompt", "required");
  if (mode === "search" && fields.mask !== undefined) refuse("mask", "is only valid for the mode mask");
});

/** In cents, which are credits. */
const prices = { search: 4, mask: 3 };

export const alphaInpaint = operation({
  path: "/v2alpha/generation/stable-image/inpaint",
  lifetime: live,
  hasBodyLimit: false,
  isScreened: false,
  schema: () => schema,
  price: ({ mode }) => prices[mode],
  prompts: (fields) => [fields.prompt, fields.search_prompt],
  async draw(fields, seed) {
    const image = await withinFourMegapixels(fields.image);
    const { search_prompt: search } = fields;
    const where = search === undefined ? await maskOf(fields, image, 0) : await subjectOf(image);
    return inpaint(image, where, sceneOf(fields, seed));
  },
});
