import { draw } from "../../../drawing/draw.ts";
import { blend, resize, type Picture, type Size } from "../../../drawing/picture.ts";
import type { Scene } from "../../../drawing/scene.ts";
import { megapixel, scaledTo } from "../../sizes.ts";

/** 0 gives the image itself, 1 nothing of it; one megapixel in the ratio of the image, if no size is given. */
export async function drawFrom(
  image: Picture, scene: Scene, strength: number, size: Size = scaledTo(megapixel, image),
): Promise<Picture> {
  const under = await resize(image, size.width, size.height);
  return blend(under, draw({ ...scene, ...size }), () => strength);
}
