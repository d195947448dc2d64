/** A 3D model grown from a picture: the silhouette of its subject blown up, and the picture wrapped around it. */
import { cutOut } from "../drawing/effects/cut-out.ts";
import type { Picture } from "../drawing/pixels/picture.ts";
import { encodeGlb } from "./glb.ts";
import { inflate, type Faces, type Target } from "./mesh.ts";
import { silhouetteOf } from "./silhouette.ts";
import { textureOf } from "./texture.ts";

export interface Wanted {
  /** The length of each side of the texture, in pixels. */
  textureResolution: number;
  /** How large it is, for a square of one. */
  scale: number;
  faces: Faces;
  /** None for a mesh as fine as it comes. */
  target?: Target | undefined;
}

/** @returns a GLB */
export async function modelOf(picture: Picture, { textureResolution, scale, faces, target }: Wanted): Promise<Buffer> {
  const subject = await cutOut(picture);
  const silhouette = await silhouetteOf(subject);
  const texture = await textureOf(subject, silhouette, textureResolution);
  return encodeGlb(inflate(silhouette, faces, target), texture, scale);
}
