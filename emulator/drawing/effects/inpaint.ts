import { drawUnmarked } from "../scene/draw.ts";
import { markAsEmulated } from "../pixels/mark.ts";
import { blend, type Picture, type Share } from "../pixels/picture.ts";
import type { Scene } from "../scene/scene.ts";

/** A part of the landscape of the scene, where it is asked for; where the share is 0, not a bit changes. */
export async function inpaint(image: Picture, where: Share, scene: Scene): Promise<Picture> {
  const { width, height } = image;
  const painted = blend(image, await drawUnmarked({ ...scene, width, height }), where);
  markAsEmulated(painted, where);
  return painted;
}
