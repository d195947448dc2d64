import { draw } from "../../../drawing/scene/draw.ts";
import { blend, resize, type Picture, type Size } from "../../../drawing/pixels/picture.ts";
import type { Scene } from "../../../drawing/scene/scene.ts";
import { megapixel, scaledTo } from "../../sizes.ts";

/** 0 gives the image itself, 1 nothing of it; one megapixel in the ratio of the image, if no size is given. */
export async function drawFrom(
  image: Picture, scene: Scene, strength: number, size: Size = scaledTo(megapixel, image),
): Promise<Picture> {
  const under = await resize(image, size.width, size.height);
  return blend(under, await draw({ ...scene, ...size }), () => strength);
}
