/** `POST .../image-to-image/masking`: draws only where the mask says. */
import { z } from "zod";
import { draw } from "../drawing/scene/draw.ts";
import { blackOf, blend, resize, transparencyOf, whiteOf, type Picture, type Share, type Size } from "../drawing/pixels/picture.ts";
import { invalidMaskImage } from "./errors.ts";
import { promptFields, scheduleFields } from "./fields.ts";
import type { Values } from "./form.ts";
import { priceOfSteps, type Context, type Operation } from "./generation.ts";
import { findPicture, requirePicture, requireSameSize } from "./pictures.ts";
import { requireSizeWithImage } from "./sizes.ts";

const schema = ({ version, asOf }: Context) => z.object({
  ...promptFields(version, asOf),
  ...scheduleFields(),
  mask_source: z.enum(["MASK_IMAGE_WHITE", "MASK_IMAGE_BLACK", "INIT_IMAGE_ALPHA"]),
});

type Fields = z.output<ReturnType<typeof schema>>;

/** Where to draw, and how much. A mask image beside INIT_IMAGE_ALPHA is not looked at, as v1alpha documents. */
async function readMask(source: Fields["mask_source"], init: Picture, size: Size, files: Values["files"]): Promise<Share> {
  if (source === "INIT_IMAGE_ALPHA") return transparencyOf(await resize(init, size.width, size.height));
  const mask = await findPicture(files, "mask_image");
  if (mask === undefined) throw invalidMaskImage();
  requireSameSize(init, mask);
  const sized = await resize(mask, size.width, size.height);
  return source === "MASK_IMAGE_WHITE" ? whiteOf(sized) : blackOf(sized);
}

export const masking: Operation<Fields> = {
  name: "image-to-image/masking",
  encoding: "form",
  files: ["init_image", "mask_image"],
  schema,
  async plan(fields, files, { engine }) {
    const { text_prompts: prompts, seed, samples, steps, style_preset: style, step_schedule_start: start = 1 } = fields;
    const given = await requirePicture(files, "init_image");
    const size = requireSizeWithImage(engine.family, fields, given);
    const share = await readMask(fields.mask_source, given, size, files);
    const init = await resize(given, size.width, size.height);
    return {
      prompts,
      seed,
      samples,
      credits: priceOfSteps(steps),
      paint: async (seed) =>
        blend(init, await draw({ prompts, style, ...size, seed }), (pixel) => share(pixel) * start),
    };
  },
};
