/** `POST /v2beta/stable-image/edit/remove-background` */
import { z } from "zod";
import { cutOut } from "../../../drawing/effects/cut-out.ts";
import { oneOf } from "../../fields.ts";
import { live } from "../../lifetimes.ts";
import { operation } from "../../operation.ts";
import { picture } from "../../pictures.ts";

const schema = z.object({
  image: picture({ side: { min: 64 }, pixels: { min: 4096, max: 4_194_304 } }),
  output_format: oneOf(["png", "webp"]).default("png"),
});

export const removeBackground = operation({
  path: "/v2beta/stable-image/edit/remove-background",
  lifetime: live,
  keepsAlpha: true,
  schema: () => schema,
  price: { before: 2, since: 5 },
  prompts: () => [],
  draw: ({ image }) => cutOut(image),
});
