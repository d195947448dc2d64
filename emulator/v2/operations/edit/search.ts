/** `POST /v2beta/stable-image/edit/search-and-replace` and `search-and-recolor`: changes what a text finds. */
import { z } from "zod";
import { grow } from "../../../drawing/grow.ts";
import { inpaint } from "../../../drawing/inpaint.ts";
import type { Picture, Share } from "../../../drawing/picture.ts";
import { recolor } from "../../../drawing/recolor.ts";
import { regionOf } from "../../../drawing/region.ts";
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

const found = (image: Picture, text: string, growsBy: number): Share =>
  growsBy === 0 ? regionOf(image, text) : grow(regionOf(image, text), image.width, image.height, growsBy);

const replaceSchema = z.object({ ...usual, search_prompt: searched });

export const searchAndReplace = operation({
  path: "/v2beta/stable-image/edit/search-and-replace",
  lifetime: live,
  schema: () => replaceSchema,
  price: { before: 4, since: 5 },
  prompts: (fields) => [fields.prompt, fields.search_prompt],
  async draw(fields, seed) {
    const image = await withinFourMegapixels(fields.image);
    return inpaint(image, found(image, fields.search_prompt, fields.grow_mask), sceneOf(fields, seed));
  },
});

const recolorSchema = z.object({ ...usual, select_prompt: searched });

export const searchAndRecolor = operation({
  path: "/v2beta/stable-image/edit/search-and-recolor",
  lifetime: live,
  schema: () => recolorSchema,
  price: 5,
  prompts: (fields) => [fields.prompt, fields.select_prompt],
  draw({ image, ...fields }, seed) {
    return recolor(image, found(image, fields.select_prompt, fields.grow_mask), sceneOf(fields, seed));
  },
});
