/** `POST .../text-to-image` */
import { z } from "zod";
import { draw } from "../../drawing/scene/draw.ts";
import type { Subject } from "../../drawing/scene/landscape.ts";
import { promptFields } from "../fields.ts";
import { priceOfSteps, type Context, type Operation } from "../operation.ts";
import { requireSize } from "../sizes.ts";

const schema = (context: Context) => z.object(promptFields(context));

export const textToImage: Operation<z.output<ReturnType<typeof schema>>, Omit<Subject, "seed">> = {
  name: "text-to-image",
  encoding: "json",
  isCaptioned: true,
  files: [],
  schema,
  plan(fields, _files, { engine }) {
    const { text_prompts: prompts, seed, samples, steps, style_preset: style } = fields;
    const size = requireSize(engine.family, fields);
    return {
      prompts,
      seed,
      samples,
      credits: priceOfSteps(steps),
      drawing: { prompts, style, ...size },
    };
  },
  draw: (drawing, seed) => draw({ ...drawing, seed }),
};
