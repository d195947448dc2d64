/** `POST .../text-to-image` */
import { z } from "zod";
import { draw } from "../drawing/scene/draw.ts";
import { promptFields } from "./fields.ts";
import { priceOfSteps, type Context, type Operation } from "./generation.ts";
import { requireSize } from "./sizes.ts";

const schema = ({ version, asOf }: Context) => z.object(promptFields(version, asOf));

export const textToImage: Operation<z.output<ReturnType<typeof schema>>> = {
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
      paint: (seed) => draw({ prompts, style, ...size, seed }),
    };
  },
};
