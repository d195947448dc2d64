/** What both operations that make 3D models take. Source: the official document of February 2025. */
import { image } from "../pictures.ts";

export const subject = {
  ...image,
  description: image.description.replace("The picture to change.", "The picture of an object, best whole and alone."),
  limits: { side: { min: 64 }, pixels: { min: 4_096, max: 4_194_304 } },
} as const;

export const textureResolution = {
  kind: "choice",
  wire: "texture_resolution",
  options: ["512", "1024", "2048"],
  apiDefault: "1024",
  label: "Texture Resolution",
  description: "The sides of the model's textures in pixels. The higher, the finer its surface and the larger the file.",
  examples: ["2048"],
  antiExamples: [{ value: "4096", reason: "one of" }],
} as const;

export const foregroundRatio = {
  kind: "number",
  wire: "foreground_ratio",
  label: "Foreground Ratio",
  description: "How large the object is in the frame: the higher, the less is left around it. A lower one may help "
    + "with something long that is seen from its narrow side, such as a bus from the front.",
} as const;

export const remesh = {
  kind: "choice",
  wire: "remesh",
  options: ["none", "triangle", "quad"],
  apiDefault: "none",
  label: "Remesh",
  description: "Of what faces to build the surface anew: `triangle`, or `quad` for programs such as Blender or Maya.",
  examples: ["quad"],
  antiExamples: [{ value: "hexagon", reason: "one of" }],
} as const;
