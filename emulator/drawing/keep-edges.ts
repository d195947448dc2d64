import { inpaint } from "./inpaint.ts";
import type { Picture } from "./picture.ts";
import type { Scene } from "./scene.ts";
export const keepEdges = (image: Picture, scene: Scene, strength: number): Picture => inpaint(image, () => 1 - strength, scene);
