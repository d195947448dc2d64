/** `POST /v2beta/stable-image/upscale/fast`: four times the sides. */
import { z } from "zod";
import { enlarge } from "../../../drawing/effects/enlarge.ts";
import { outputFormat } from "../../fields.ts";
import { live } from "../../lifetimes.ts";
import { operation } from "../../operation.ts";
import { picture } from "../../pictures.ts";

const schema = z.object({
  image: picture({ side: { min: 32, max: 1536 }, pixels: { min: 1024, max: 1_048_576 } }),
  output_format: outputFormat,
});

export const fast = operation({
  path: "/v2beta/stable-image/upscale/fast",
  lifetime: live,
  schema: () => schema,
  price: { before: 1, since: 2 },
  prompts: () => [],
  draw: ({ image }) => enlarge(image, { width: image.width * 4, height: image.height * 4 }),
});
