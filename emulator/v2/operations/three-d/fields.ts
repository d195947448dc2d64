/** The fields that both operations for 3D models have, and how they answer. */
import { oneOf } from "../../fields.ts";
import type { Drawn } from "../../../state/studio.ts";
import { picture } from "../../pictures.ts";

export const subject = picture({ side: { min: 64 }, pixels: { min: 4096, max: 4_194_304 } });

export const textureResolution = oneOf(["512", "1024", "2048"]).default("1024");

export const remesh = oneOf(["none", "triangle", "quad"]).default("none");

export const asGlb = (bytes: Buffer): Drawn => ({ contentType: "model/gltf-binary", bytes });
