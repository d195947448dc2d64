/** What surrounds a subject: the border of a picture, and what it slowly goes over into. */
import { colorOf, distanceTo, type Copy } from "./copy.ts";

const { floor, max, min, round } = Math;

/** The upper edge and most of the sides: a subject may well stand on the lower edge. */
export function borderOf({ width, height }: Copy): number[] {
  const depth = max(1, round(min(width, height) / 32));
  return Array.from({ length: width * height }, (_, pixel) => pixel).filter((pixel) => {
    const [x, y] = [pixel % width, floor(pixel / width)];
    return y < depth || ((x < depth || x >= width - depth) && y < height * 0.88);
  });
}

/** How far each pixel is from what lies between the two ends of its row: a slow change is no subject. */
export function distancesAcross({ width, height, colors }: Copy): Float32Array {
  const distances = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const [left, right] = [(y * width + min(2, width - 1)) * 3, (y * width + max(0, width - 3)) * 3];
    for (let x = 0; x < width; x += 1) {
      const mean = [0, 1, 2].map((axis) =>
        (colors[left + axis] ?? 0) * (1 - x / width) + (colors[right + axis] ?? 0) * x / width);
      distances[y * width + x] = distanceTo(colors, y * width + x, [mean[0] ?? 0, mean[1] ?? 0, mean[2] ?? 0]);
    }
  }
  return distances;
}

/** The ground goes on where its color, which it follows slowly, differs by no more than this. */
const gentleStep = 20;
const followed = 0.15;

/** What can be reached from the border without a step in color: 1 for each such pixel. */
export function reachable(copy: Copy): Uint8Array {
  const { width, height } = copy;
  const reached = new Uint8Array(width * height);
  // The color that led to each pixel: it follows slow changes as a sky has them.
  const colors = copy.colors.slice();
  const queue = borderOf(copy);
  for (const pixel of queue) reached[pixel] = 1;
  for (let next = 0; next < queue.length; next += 1) {
    const pixel = queue[next] ?? 0;
    const color = colorOf(colors, pixel);
    const x = pixel % width;
    for (const other of [x > 0 ? pixel - 1 : -1, x < width - 1 ? pixel + 1 : -1, pixel - width, pixel + width]) {
      if (other < 0 || other >= reached.length || reached[other] === 1) continue;
      if (distanceTo(copy.colors, other, color) > gentleStep * gentleStep) continue;
      reached[other] = 1;
      for (let axis = 0; axis < 3; axis += 1) {
        const led = color[axis] ?? 0;
        colors[other * 3 + axis] = led + ((copy.colors[other * 3 + axis] ?? 0) - led) * followed;
      }
      queue.push(other);
    }
  }
  return reached;
}
