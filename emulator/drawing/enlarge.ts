import { resize, type Picture } from "./picture.ts";
import type { Scene } from "./scene.ts";
export const enlarge = (image: Picture, size: { width: number; height: number }, _detail?: { scene: Scene; creativity: number }): Promise<Picture> =>
  resize(image, size.width, size.height);
