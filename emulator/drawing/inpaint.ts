import { draw } from "./draw.ts";
import { blend, type Picture, type Share } from "./picture.ts";
import type { Scene } from "./scene.ts";
export const inpaint = (image: Picture, where: Share, scene: Scene): Picture =>
  blend(image, draw({ ...scene, width: image.width, height: image.height }), where);
