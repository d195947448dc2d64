/** `POST .../image-to-image`: the init image shines through what is drawn, by its strength. */
import { z } from "zod";
import { draw } from "../../drawing/scene/draw.ts";
import type { Subject } from "../../drawing/scene/landscape.ts";
import { blend, resize } from "../../drawing/pixels/picture.ts";
import type { PictureFile } from "../../drawing/pixels/picture-file.ts";
import { influenceFields, promptFields } from "../fields.ts";
import { priceOfSteps, type Context, type Operation } from "../operation.ts";
import { requirePicture } from "../pictures.ts";
import { requireSizeWithImage } from "../sizes.ts";

const schema = (context: Context) => z.object({
  ...promptFields(context),
  ...influenceFields(context.version),
});

type Fields = z.output<ReturnType<typeof schema>>;

/** The documents: the start of the schedule is 1 - the strength. What belongs to the other mode counts for nothing. */
const strengthOf = ({ init_image_mode: mode, image_strength: strength, step_schedule_start: start = 0.65 }: Fields) =>
  mode === "IMAGE_STRENGTH" ? strength : 1 - start;

interface Drawing {
  subject: Omit<Subject, "seed">;
  init_image: PictureFile;
  /** How much is drawn anew, from 0 to 1. */
  drawn: number;
}

export const imageToImage: Operation<Fields, Drawing> = {
  name: "image-to-image",
  encoding: "form",
  files: ["init_image"],
  schema,
  async plan(fields, files, { engine, version }) {
    const { text_prompts: prompts, seed, samples, steps, style_preset: style } = fields;
    const init = await requirePicture(files, "init_image", version);
    const size = requireSizeWithImage(engine.family, fields, init);
    return {
      prompts,
      seed,
      samples,
      credits: priceOfSteps(steps),
      drawing: { subject: { prompts, style, ...size }, init_image: init, drawn: 1 - strengthOf(fields) },
    };
  },
  draw: async ({ subject, init_image: init, drawn }, seed) =>
    blend(await resize(init, subject.width, subject.height), await draw({ ...subject, seed }), () => drawn),
};
