import { draw } from "./draw.ts";
import type { Picture } from "./picture.ts";
import type { Scene } from "./scene.ts";
export interface Margins { left: number; right: number; up: number; down: number }
export function outpaint(image: Picture, { left, right, up, down }: Margins, scene: Scene): Picture {
  const size = { width: image.width + left + right, height: image.height + up + down };
  const drawn = draw({ ...scene, ...size });
  for (let y = 0; y < image.height; y += 1) {
    image.pixels.copy(drawn.pixels, ((y + up) * size.width + left) * 4, y * image.width * 4, (y + 1) * image.width * 4);
  }
  return drawn;
}
