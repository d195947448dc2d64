/** `POST /v2beta/stable-image/edit/search-and-replace` and `search-and-recolor`: changes what a text finds. */
import { z } from "zod";
import { grow } from "../../../drawing/pixels/grow.ts";
import { inpaint } from "../../../drawing/effects/inpaint.ts";
import type { Picture, Share } from "../../../drawing/pixels/picture.ts";
import { recolor } from "../../../drawing/effects/recolor.ts";
import { subjectOf } from "../../../drawing/effects/subject/subject.ts";
import { characters, freePrompt, growMask, outputFormat, prompt, seed, stylePreset } from "../../fields.ts";
import { live } from "../../lifetimes.ts";
import { operation } from "../../operation.ts";
import { picture, withAspectRatio } from "../../pictures.ts";
import { sceneOf } from "../../scene.ts";
import { withinFourMegapixels } from "../../sizes.ts";

/** What both take beside the text that is searched; that may be empty, as the documents have it. */
const usual = {
  image: picture(withAspectRatio),
  prompt,
  negative_prompt: freePrompt,
  grow_mask: growMask(20, 3),
  seed,
  output_format: outputFormat,
  style_preset: stylePreset,
};

const searched = characters(0, 10_000);

/** The subject of the image, whatever the text calls it: nothing is recognized. */
async function found(image: Picture, growsBy: number): Promise<Share> {
  const subject = await subjectOf(image);
  return growsBy === 0 ? subject : grow(subject, image.width, image.height, growsBy);
}

const replaceSchema = z.object({ ...usual, search_prompt: searched });

export const searchAndReplace = operation({
  path: "/v2beta/stable-image/edit/search-and-replace",
  lifetime: live,
  schema: () => replaceSchema,
  price: { before: 4, since: 5 },
  prompts: (fields) => [fields.prompt, fields.search_prompt],
  async draw(fields, seed) {
    const image = await withinFourMegapixels(fields.image);
    return inpaint(image, await found(image, fields.grow_mask), sceneOf(fields, seed));
  },
});

const recolorSchema = z.object({ ...usual, select_prompt: searched });

export const searchAndRecolor = operation({
  path: "/v2beta/stable-image/edit/search-and-recolor",
  lifetime: live,
  schema: () => recolorSchema,
  price: 5,
  prompts: (fields) => [fields.prompt, fields.select_prompt],
  async draw({ image, ...fields }, seed) {
    return recolor(image, await found(image, fields.grow_mask), sceneOf(fields, seed));
  },
});
