import type { Share } from "./picture.ts";

const { max, min, round } = Math;

/** The largest value within a distance before and after each, along a line of the values. */
function growLine(values: Float32Array, start: number, step: number, count: number, distance: number): void {
  const from = Float32Array.from({ length: count }, (_, at) => values[start + at * step] ?? 0);
  // The places of values that may still be the largest, which fall from first to last.
  const candidates = new Int32Array(count);
  let first = 0;
  let end = 0;
  let next = 0;
  for (let at = 0; at < count; at += 1) {
    for (; next < min(count, at + distance + 1); next += 1) {
      while (end > first && (from[candidates[end - 1] ?? 0] ?? 0) <= (from[next] ?? 0)) end -= 1;
      candidates[end] = next;
      end += 1;
    }
    while ((candidates[first] ?? 0) < at - distance) first += 1;
    values[start + at * step] = from[candidates[first] ?? 0] ?? 0;
  }
}

/** Each pixel gets the largest share of a square around it: an area grows by so many pixels to each side. */
export function grow(share: Share, width: number, height: number, pixels: number): Share {
  const distance = max(0, round(pixels));
  if (distance === 0) return share;
  const shares = new Float32Array(width * height);
  for (let pixel = 0; pixel < shares.length; pixel += 1) shares[pixel] = share(pixel);
  for (let y = 0; y < height; y += 1) growLine(shares, y * width, 1, width, distance);
  for (let x = 0; x < width; x += 1) growLine(shares, x, width, height, distance);
  return (pixel) => shares[pixel] ?? 0;
}
