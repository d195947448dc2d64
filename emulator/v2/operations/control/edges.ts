/** `POST /v2beta/stable-image/control/sketch` and `structure`: what is drawn keeps the edges of the image. */
import { z } from "zod";
import { colorSketch } from "../../../drawing/effects/color-sketch.ts";
import { keepEdges } from "../../../drawing/effects/keep-edges.ts";
import { freePrompt, outputFormat, prompt, proportion, seed, stylePreset } from "../../fields.ts";
import { live } from "../../lifetimes.ts";
import { operation } from "../../operation.ts";
import { picture, withAspectRatio } from "../../pictures.ts";
import { sceneOf } from "../../scene.ts";

const schema = z.object({
  prompt,
  image: picture(withAspectRatio),
  control_strength: proportion.default(0.7),
  negative_prompt: freePrompt,
  seed,
  output_format: outputFormat,
  style_preset: stylePreset,
});

const edgesOperation = (name: string, drawFrom: typeof keepEdges) => operation({
  path: `/v2beta/stable-image/control/${name}`,
  lifetime: live,
  schema: () => schema,
  price: { before: 3, since: 5 },
  prompts: (fields) => [fields.prompt],
  draw: (fields, seed) => drawFrom(fields.image, sceneOf(fields, seed), fields.control_strength),
});

/** The document gives no least pixel count for it; sides of at least 64 make the same. */
export const sketch = edgesOperation("sketch", colorSketch);

export const structure = edgesOperation("structure", keepEdges);
