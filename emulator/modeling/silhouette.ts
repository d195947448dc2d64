/** The outline of a subject, as a square field that says where it is and how far its border. */
import { resize, type Picture } from "../drawing/pixels/picture.ts";

/** A square around the subject; places in it go from 0 to 1. */
export interface Silhouette {
  /** How opaque the subject is at a place, from 0 to 1. */
  opacity: (x: number, y: number) => number;
  /** Where the square is in the picture, in pixels; it may reach beyond its sides. */
  left: number;
  top: number;
  side: number;
}

/** More is not needed to find an outline. */
const mostPixels = 512;

const visible = 128;

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** What can be seen; the whole picture, if nothing can. */
function boxOf({ width, height, pixels }: Picture): Box {
  const box = { left: width, top: height, right: 0, bottom: 0 };
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    if ((pixels[pixel * 4 + 3] ?? 0) < visible) continue;
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x + 1);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y + 1);
  }
  return box.right > box.left ? box : { left: 0, top: 0, right: width, bottom: height };
}

/** @param cutOut a picture whose background is transparent */
export async function silhouetteOf(cutOut: Picture): Promise<Silhouette> {
  const scale = Math.min(1, mostPixels / Math.max(cutOut.width, cutOut.height));
  const [width, height] = [cutOut.width, cutOut.height].map((side) => Math.max(1, Math.round(side * scale)));
  const small = await resize(cutOut, width ?? 1, height ?? 1);
  const box = boxOf(small);
  const side = Math.max(box.right - box.left, box.bottom - box.top);
  const left = (box.left + box.right - side) / 2;
  const top = (box.top + box.bottom - side) / 2;
  const isEmpty = !small.pixels.some((value, at) => at % 4 === 3 && value >= visible);
  const opacityAt = (x: number, y: number) => x < 0 || y < 0 || x >= small.width || y >= small.height
    ? 0 : isEmpty ? 1 : (small.pixels[(y * small.width + x) * 4 + 3] ?? 0) / 255;
  return {
    opacity: (x, y) => opacityAt(Math.floor(left + x * side), Math.floor(top + y * side)),
    left: left / scale,
    top: top / scale,
    side: side / scale,
  };
}
