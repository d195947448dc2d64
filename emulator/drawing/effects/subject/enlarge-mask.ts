/** Makes the mask of a small copy as large as the picture. */
import type { Picture, Share } from "../../pixels/picture.ts";
import { smoothstep, toShare } from "../../pixels/smoothstep.ts";
import { soften } from "../../pixels/soften.ts";

const { floor, max, min } = Math;

/** Between the pixels of a small picture, how much of which is in one of a large picture. */
function betweenOf(length: number, small: number): { first: Int32Array; share: Float32Array } {
  const exact = Float32Array.from({ length }, (_, at) => max(0, min(small - 1, (at + 0.5) * small / length - 0.5)));
  return { first: Int32Array.from(exact), share: exact.map((place) => place - floor(place)) };
}

/**
 * The mask of the copy, as large as the picture, and its edge where the picture's colors change: the guided filter of
 * He, Sun and Tang, which is worked out for the copy and used for the picture. The shares are a sum of the three
 * colors, each times a factor, and a fourth number.
 */
function factorsOf(mask: Uint8Array, { width, height, pixels }: Picture): Float32Array[] {
  const mean = (values: Float32Array) => {
    const means = values.slice();
    soften(means, width, height, 2);
    return means;
  };
  const shares = Float32Array.from(mask);
  const meanShares = mean(shares);
  const channels = [0, 1, 2].map((channel) => {
    const values = shares.map((_value, pixel) => (pixels[pixel * 4 + channel] ?? 0) / 255);
    const means = mean(values);
    const variance = mean(values.map((value) => value * value))
      .map((square, pixel) => square - (means[pixel] ?? 0) ** 2);
    const products = mean(values.map((value, pixel) => value * (shares[pixel] ?? 0)));
    const slopes = means.map((value, pixel) =>
      ((products[pixel] ?? 0) - value * (meanShares[pixel] ?? 0)) / ((variance[pixel] ?? 0) + 0.0004));
    return { slopes, weights: variance.map((value) => max(0, value) + 1e-5), means };
  });
  const weights = shares.map((_value, pixel) =>
    channels.reduce((sum, channel) => sum + (channel.weights[pixel] ?? 0), 0));
  const factors = channels.map((channel) => channel.slopes.map((slope, pixel) =>
    slope * (channel.weights[pixel] ?? 0) / (weights[pixel] ?? 1)));
  const rest = meanShares.map((share, pixel) => channels.reduce((sum, { means }, index) =>
    sum - (factors[index]?.[pixel] ?? 0) * (means[pixel] ?? 0), share));
  return [...factors, rest].map(mean);
}

export function enlarge(mask: Uint8Array, small: Picture, image: Picture): Share {
  const { width, height, pixels } = image;
  const factors = factorsOf(mask, small);
  const columns = betweenOf(width, small.width);
  const rows = betweenOf(height, small.height);
  const shares = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const top = (rows.first[y] ?? 0) * small.width;
    const below = min(small.height - 1, (rows.first[y] ?? 0) + 1) * small.width;
    const down = rows.share[y] ?? 0;
    for (let x = 0; x < width; x += 1) {
      const left = columns.first[x] ?? 0;
      const right = min(small.width - 1, left + 1);
      const across = columns.share[x] ?? 0;
      let share = 0;
      for (let channel = 0; channel < 4; channel += 1) {
        const values = factors[channel];
        if (values === undefined) continue;
        const upper = (values[top + left] ?? 0) * (1 - across) + (values[top + right] ?? 0) * across;
        const lower = (values[below + left] ?? 0) * (1 - across) + (values[below + right] ?? 0) * across;
        const color = channel === 3 ? 1 : (pixels[(y * width + x) * 4 + channel] ?? 0) / 255;
        share += (upper * (1 - down) + lower * down) * color;
      }
      shares[y * width + x] = smoothstep(toShare((share - 0.3) / 0.4));
    }
  }
  return (pixel) => shares[pixel] ?? 0;
}
