/** A few colors that stand for many. */
import { colorOf, distanceTo, type Color } from "./copy.ts";

const { ceil, exp, floor, log, max, min, sqrt } = Math;

/** Some colors that stand for many, each with how far the others lie around it, and how many they are. */
export interface Cluster {
  color: Color;
  variance: number;
  share: number;
}

/** So many pixels say enough of the colors of all. */
const mostSamples = 1500;

/** The usual colors of some pixels, by k-means; the first ones are taken evenly from the brightest to the darkest. */
export function clustersOf(colors: Float32Array, all: readonly number[], count: number): Cluster[] {
  const every = ceil(all.length / mostSamples);
  const pixels = all.filter((_pixel, index) => index % every === 0);
  const sorted = [...pixels].sort((one, other) => (colors[one * 3] ?? 0) - (colors[other * 3] ?? 0));
  let clusters = Array.from({ length: count }, (_, index): Cluster => {
    const pixel = sorted[floor((index + 0.5) * sorted.length / count)] ?? 0;
    return { color: colorOf(colors, pixel), variance: 60, share: 1 };
  });
  for (let round = 0; round < 6; round += 1) {
    const sums = clusters.map(() => ({ color: [0, 0, 0] as Color, variance: 0, count: 0 }));
    for (const pixel of pixels) {
      const distances = clusters.map(({ color }) => distanceTo(colors, pixel, color));
      const nearest = min(...distances);
      const sum = sums[distances.indexOf(nearest)];
      if (sum === undefined) continue;
      for (let axis = 0; axis < 3; axis += 1) {
        sum.color[axis] = (sum.color[axis] ?? 0) + (colors[pixel * 3 + axis] ?? 0);
      }
      sum.variance += nearest;
      sum.count += 1;
    }
    clusters = sums.filter((sum) => sum.count > 0).map(({ color, variance, count }): Cluster => ({
      color: [color[0] / count, color[1] / count, color[2] / count],
      // Never so little that the noise of a photo lies outside.
      variance: max(30, variance / count / 1.5),
      share: count / pixels.length,
    }));
  }
  return clusters;
}

/** How unlikely the color of a pixel is among the clusters, as the negative logarithm. */
export function unlikeliness(clusters: readonly Cluster[], colors: Float32Array, pixel: number): number {
  let likely = 1e-9;
  for (const { color, variance, share } of clusters) {
    likely += share * exp(-distanceTo(colors, pixel, color) / (2 * variance)) / (variance * sqrt(variance));
  }
  return -log(likely);
}
