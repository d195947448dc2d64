import { draw } from "./draw.ts";
import { blend, resize, type Picture } from "./picture.ts";
import type { Scene } from "./scene.ts";
export interface Light { direction?: "left" | "right" | "above" | "below"; reference?: Picture; strength: number }
export async function relight(subject: Picture, options: { background?: Picture; scene: Scene; keepOriginalBackground: boolean; originalBackgroundDepth: number; preserveOriginalSubject: number; light: Light }): Promise<Picture> {
  const { width, height } = subject;
  const behind = options.background === undefined
    ? draw({ ...options.scene, width, height })
    : await resize(options.background, width, height);
  return blend(subject, behind, () => 0.5);
}
