/** `POST /v2beta/3d/stable-point-aware-3d` */
import { z } from "zod";
import { modelOf } from "../../../modeling/model.ts";
import { number, oneOf, seed } from "../../fields.ts";
import { live } from "../../lifetimes.ts";
import { operation } from "../../operation.ts";
import { asGlb, remesh, subject, textureResolution } from "./fields.ts";

const schema = z.object({
  image: subject,
  texture_resolution: textureResolution,
  foreground_ratio: number(1, 2).default(1.3),
  remesh,
  target_type: oneOf(["none", "vertex", "face"]).default("none"),
  target_count: number(100, 20_000).default(1000),
  guidance_scale: number(1, 10).default(3),
  seed,
});

/** Its ratios go up to 2, and a model of 1 fills the frame. */
const largestRatio = 2;

export const stablePointAware3d = operation({
  path: "/v2beta/3d/stable-point-aware-3d",
  lifetime: live,
  makes: "model",
  isScreened: false,
  schema: () => schema,
  price: 4,
  prompts: () => [],
  draw: async (fields) => asGlb(await modelOf(fields.image, {
    textureResolution: Number(fields.texture_resolution),
    scale: fields.foreground_ratio / largestRatio,
    faces: fields.remesh,
    target: fields.target_type === "none" ? undefined : { of: fields.target_type, count: fields.target_count },
  })),
});
