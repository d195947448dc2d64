/** The picture as it is wrapped around its model. */
import { blend, encode, open, resize, type Picture } from "../drawing/pixels/picture.ts";
import type { Silhouette } from "./silhouette.ts";

const opaque = 255;
const visible = 128;

/** The part of a picture that is in the square, of which what lies beyond its sides is left clear. */
async function squareOf(picture: Picture, { left, top, side }: Silhouette): Promise<Picture> {
  const edge = Math.max(1, Math.round(side));
  const [x, y] = [Math.round(left), Math.round(top)];
  const [fromX, fromY] = [Math.max(0, x), Math.max(0, y)];
  const width = Math.max(1, Math.min(picture.width, x + edge) - fromX);
  const height = Math.max(1, Math.min(picture.height, y + edge) - fromY);
  const pixels = await open(picture).extract({ left: fromX, top: fromY, width, height }).extend({
    left: fromX - x,
    top: fromY - y,
    right: edge - width - (fromX - x),
    bottom: edge - height - (fromY - y),
    background: "#00000000",
  }).raw().toBuffer();
  return { width: edge, height: edge, pixels };
}

/** Behind the outline, where next to nothing is seen, a few pixels are enough. */
const fewPixels = 128;

/** The nearest pixel that can be seen, found in two passes, forth and back. */
function nearestVisible({ pixels }: Picture): Int32Array {
  const nearest = Int32Array.from({ length: pixels.length / 4 }, (_, pixel) =>
    (pixels[pixel * 4 + 3] ?? 0) < visible ? -1 : pixel);
  const rowOf = (pixel: number) => Math.floor(pixel / fewPixels);
  const distance = (one: number, other: number) =>
    Math.abs(one % fewPixels - other % fewPixels) + Math.abs(rowOf(one) - rowOf(other));
  const relax = (pixel: number, neighbours: readonly number[]) => {
    for (const neighbour of neighbours) {
      const [known = -1, found = -1] = [nearest[pixel], nearest[neighbour]];
      if (found >= 0 && (known < 0 || distance(pixel, found) < distance(pixel, known))) nearest[pixel] = found;
    }
  };
  for (let pixel = 0; pixel < nearest.length; pixel += 1) relax(pixel, [pixel - 1, pixel - fewPixels]);
  for (let pixel = nearest.length - 1; pixel >= 0; pixel -= 1) relax(pixel, [pixel + 1, pixel + fewPixels]);
  return nearest;
}

/** The colors at the outline run on behind it, so that no edge of the model shows the background. */
async function surroundings(square: Picture): Promise<Picture> {
  const few = await resize(square, fewPixels, fewPixels);
  const nearest = nearestVisible(few);
  const pixels = Buffer.alloc(few.pixels.length, opaque);
  for (const [pixel, from] of nearest.entries()) {
    if (from >= 0) few.pixels.copy(pixels, pixel * 4, from * 4, from * 4 + 3);
  }
  return { ...few, pixels };
}

/** @returns a JPEG of so many pixels a side */
export async function textureOf(cutOut: Picture, silhouette: Silhouette, resolution: number): Promise<Buffer> {
  const square = await resize(await squareOf(cutOut, silhouette), resolution, resolution);
  const behind = await resize(await surroundings(square), resolution, resolution);
  return encode(blend(behind, square, (pixel) => (square.pixels[pixel * 4 + 3] ?? 0) < visible ? 0 : 1), "jpeg");
}
