/** `POST /v2beta/3d/stable-fast-3d` */
import { z } from "zod";
import { modelOf } from "../../../modeling/model.ts";
import { number } from "../../fields.ts";
import { live } from "../../lifetimes.ts";
import { operation } from "../../operation.ts";
import { asGlb, remesh, subject, textureResolution } from "./fields.ts";

const schema = z.object({
  image: subject,
  texture_resolution: textureResolution,
  foreground_ratio: number(0.1, 1).default(0.85),
  remesh,
  vertex_count: number(-1, 20_000).default(-1),
});

export const stableFast3d = operation({
  path: "/v2beta/3d/stable-fast-3d",
  lifetime: live,
  makes: "model",
  isScreened: false,
  schema: () => schema,
  price: { before: 2, since: 10 },
  prompts: () => [],
  draw: async (fields) => asGlb(await modelOf(fields.image, {
    textureResolution: Number(fields.texture_resolution),
    scale: fields.foreground_ratio,
    faces: fields.remesh,
    target: fields.vertex_count < 0 ? undefined : { of: "vertex", count: fields.vertex_count },
  })),
});
