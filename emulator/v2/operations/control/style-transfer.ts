/** `POST /v2beta/stable-image/control/style-transfer`: one picture in the style of another. */
import { z } from "zod";
import { resize } from "../../../drawing/pixels/picture.ts";
import { transferStyle } from "../../../drawing/effects/style.ts";
import type { Lifetime } from "../../../facts/lifetime.ts";
import { freePrompt, number, outputFormat, proportion, seed } from "../../fields.ts";
import { operation } from "../../operation.ts";
import { picture, standard } from "../../pictures.ts";
import { sceneOf } from "../../scene.ts";
import { megapixel, scaledTo } from "../../sizes.ts";

const since2025: Lifetime = {
  from: "2025-02-27",
  source: "new in 2025 (reported) and not in the document of 2025-02-26: the first day that it can have been; "
    + "in the live document of 2026",
};

const limits = { ...standard, side: { min: 64, max: 16_383 } };

const schema = z.object({
  init_image: picture({ ...limits, longest: 2.5 }),
  style_image: picture(limits),
  prompt: freePrompt,
  negative_prompt: freePrompt,
  seed,
  style_strength: proportion.default(1),
  composition_fidelity: proportion.default(0.9),
  change_strength: number(0.1, 1).default(0.9),
  output_format: outputFormat,
});

export const styleTransfer = operation({
  path: "/v2beta/stable-image/control/style-transfer",
  lifetime: since2025,
  schema: () => schema,
  price: 8,
  prompts: (fields) => [fields.prompt],
  async draw(fields, seed) {
    const { width, height } = scaledTo(megapixel, fields.init_image);
    const init = await resize(fields.init_image, width, height);
    return transferStyle(init, fields.style_image, sceneOf(fields, seed), {
      styleStrength: fields.style_strength,
      compositionFidelity: fields.composition_fidelity,
      changeStrength: fields.change_strength,
    });
  },
});
