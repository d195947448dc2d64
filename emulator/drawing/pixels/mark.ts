/** Writes "EMULATED" into a picture. */
import { columnsOf, rows } from "./font.ts";
import type { Picture, Share, Size } from "./picture.ts";

const { floor, max, min, round } = Math;

const ink = columnsOf("EMULATED");

/** The left upper corner of the text, and how many pixels one of the font takes. */
interface Place {
  left: number;
  top: number;
  scale: number;
}

/** In pixels of the font: the text and what is kept free around it. */
export const box = { width: ink.length + 6, height: rows + 8 };

export const scaleFor = ({ width, height }: Size) => max(1, round(min(width, height) / 400));

/** Sums from the left upper corner: how many pixels above and to the left of a point may not be touched. */
function countUntouchable({ width, height }: Picture, where: Share): Int32Array {
  const counts = new Int32Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let inRow = 0;
    for (let x = 0; x < width; x += 1) {
      if (where(y * width + x) < 0.99) inRow += 1;
      const at = (y + 1) * (width + 1) + x + 1;
      counts[at] = (counts[at - width - 1] ?? 0) + inRow;
    }
  }
  return counts;
}

/** The lowest place where every pixel of the box is drawn anew, of these the rightmost. */
function findPlace(picture: Picture, where: Share): Place | undefined {
  const columns = picture.width + 1;
  const counts = countUntouchable(picture, where);
  for (let scale = scaleFor(picture); scale >= 1; scale -= 1) {
    const [width, height] = [box.width * scale, box.height * scale];
    for (let top = picture.height - height; top >= 0; top -= 1) {
      for (let left = picture.width - width; left >= 0; left -= 1) {
        const at = top * columns + left;
        const below = at + height * columns;
        const untouchable = (counts[below + width] ?? 0) - (counts[below] ?? 0)
          - (counts[at + width] ?? 0) + (counts[at] ?? 0);
        if (untouchable === 0) return { left: left + 3 * scale, top: top + 4 * scale, scale };
      }
    }
  }
  return undefined;
}

/** Brightens the pixels of the letters. */
function write({ width, pixels }: Picture, { left, top, scale }: Place): void {
  for (let y = 0; y < rows * scale; y += 1) {
    for (let x = 0; x < ink.length * scale; x += 1) {
      if ((((ink[floor(x / scale)] ?? 0) >> floor(y / scale)) & 1) === 0) continue;
      const at = ((top + y) * width + left + x) * 4;
      for (let channel = 0; channel < 3; channel += 1) {
        pixels[at + channel] = round((pixels[at + channel] ?? 0) * 0.35 + 255 * 0.65);
      }
    }
  }
}

/** In the lower right corner of what was drawn anew; not at all where that is too small. */
export function markAsEmulated(picture: Picture, where: Share = () => 1): void {
  const place = findPlace(picture, where);
  if (place !== undefined) write(picture, place);
}
