/** `POST .../image-to-image/masking`: draws only where the mask says. */
import { z } from "zod";
import { draw } from "../../drawing/scene/draw.ts";
import type { Subject } from "../../drawing/scene/landscape.ts";
import { blackOf, blend, resize, transparencyOf, whiteOf, type Picture, type Share, type Size } from "../../drawing/pixels/picture.ts";
import type { PictureFile } from "../../drawing/pixels/picture-file.ts";
import { invalidMaskImage } from "../errors.ts";
import { promptFields, scheduleFields } from "../fields.ts";
import type { Files } from "../form.ts";
import { priceOfSteps, type Context, type Operation } from "../operation.ts";
import { findPicture, requirePicture, requireSameSize } from "../pictures.ts";
import { requireSizeWithImage } from "../sizes.ts";
import type { Version } from "../versions.ts";

const schema = (context: Context) => z.object({
  ...promptFields(context),
  ...scheduleFields(),
  mask_source: z.enum(["MASK_IMAGE_WHITE", "MASK_IMAGE_BLACK", "INIT_IMAGE_ALPHA"]),
});

type Fields = z.output<ReturnType<typeof schema>>;

type Source = Fields["mask_source"];

interface Drawing {
  subject: Omit<Subject, "seed">;
  init_image: PictureFile;
  source: Source;
  /** Where the alpha of the init image says what is masked, there is none. */
  mask_image: PictureFile | undefined;
  /** How much of what is masked is drawn anew, from 0 to 1. */
  start: number;
}

/** The mask image; beside the alpha of the init image it is not looked at, as v1alpha documents. */
async function readMask(source: Source, init: Size, files: Files, version: Version): Promise<PictureFile | undefined> {
  if (source === "INIT_IMAGE_ALPHA") return undefined;
  const mask = await findPicture(files, "mask_image", version);
  if (mask === undefined) throw invalidMaskImage();
  requireSameSize(init, mask);
  return mask;
}

/** Where to draw, and how much. */
const shareOf: Readonly<Record<Source, (mask: Picture) => Share>> = {
  INIT_IMAGE_ALPHA: transparencyOf,
  MASK_IMAGE_WHITE: whiteOf,
  MASK_IMAGE_BLACK: blackOf,
};

export const masking: Operation<Fields, Drawing> = {
  name: "image-to-image/masking",
  encoding: "form",
  files: ["init_image", "mask_image"],
  schema,
  async plan(fields, files, { engine, version }) {
    const { text_prompts: prompts, seed, samples, steps, style_preset: style, step_schedule_start: start = 1 } = fields;
    const init = await requirePicture(files, "init_image", version);
    const size = requireSizeWithImage(engine.family, fields, init);
    const { mask_source: source } = fields;
    const mask = await readMask(source, init, files, version);
    return {
      prompts,
      seed,
      samples,
      credits: priceOfSteps(steps),
      drawing: { subject: { prompts, style, ...size }, init_image: init, source, mask_image: mask, start },
    };
  },
  async draw({ subject, init_image: given, source, mask_image: mask, start }, seed) {
    const { width, height } = subject;
    const init = await resize(given, width, height);
    const share = shareOf[source](mask === undefined ? init : await resize(mask, width, height));
    return blend(init, await draw({ ...subject, seed }), (pixel) => share(pixel) * start);
  },
};
