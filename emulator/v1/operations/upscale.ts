/** `POST .../image-to-image/upscale`: the picture it is given, larger. */
import { z } from "zod";
import { resize, type Size } from "../../drawing/pixels/picture.ts";
import type { PictureFile } from "../../drawing/pixels/picture-file.ts";
import type { SizeFamily } from "../../state/engines.ts";
import { badRequest, invalidUpscalePixelCount } from "../errors.ts";
import { sharedFields, textPrompts } from "../fields.ts";
import { type Context, type Operation } from "../operation.ts";
import { requirePicture } from "../pictures.ts";

const side = z.int().min(512).optional();

/** What only the latent upscaler takes. */
const promptedFields = (context: Context) => z.object({
  ...sharedFields(context),
  text_prompts: textPrompts(context.isStrict).default([]),
});

const sizedFields = z.object({ width: side, height: side });

/** ESRGAN has no prompts, and its fields no defaults for them. */
const schema = (context: Context) => context.engine.family === "latent-upscaler"
  ? promptedFields(context).extend(sizedFields.shape)
  : sizedFields;

const maxPixels = 4_194_304;

/** Not documented; the engine draws nothing, so its price is our own. */
const credits = 0.2;

type Sides = z.output<typeof sizedFields>;

/** Twice the size, where no side is asked; the other side follows from the shape of the picture. */
function targetSize({ width, height }: Sides, image: Size): Size {
  if (width !== undefined && height !== undefined) throw badRequest("height: must not be given together with width");
  const factor = width !== undefined ? width / image.width : height !== undefined ? height / image.height : 2;
  const size = { width: Math.round(image.width * factor), height: Math.round(image.height * factor) };
  if (size.width * size.height > maxPixels) throw invalidUpscalePixelCount(maxPixels);
  return size;
}

function requireUpscaler(family: SizeFamily): void {
  if (family !== "esrgan" && family !== "latent-upscaler") throw badRequest("engine_id: this engine does not upscale");
}

type Fields = Sides & Partial<z.output<ReturnType<typeof promptedFields>>>;

export const upscale: Operation<Fields, { image: PictureFile; size: Size }> = {
  name: "image-to-image/upscale",
  encoding: "form",
  files: ["image"],
  schema,
  async plan(fields, files, { engine, version }) {
    requireUpscaler(engine.family);
    const { text_prompts: prompts = [], seed = 0 } = fields;
    const image = await requirePicture(files, "image", version);
    return { prompts, seed, samples: 1, credits, drawing: { image, size: targetSize(fields, image) } };
  },
  draw: ({ image, size: { width, height } }) => resize(image, Math.max(1, width), Math.max(1, height)),
};
