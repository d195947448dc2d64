import type { Picture, Share } from "../pixels/picture.ts";
import { between, randomFrom } from "../pixels/random.ts";
import { smoothstep } from "../pixels/smoothstep.ts";

const { atan2, ceil, floor, hypot, max, min, sin, sqrt, PI } = Math;

/**
 * What stands for the thing that a text names: a blob with a soft edge, always at the same place for the same text.
 * Nothing is recognized in the picture. The blob covers 5 to 30 % of it; outside of it the share is exactly 0.
 */
export function regionOf({ width, height }: Picture, text: string): Share {
  const random = randomFrom("region", text);
  const mean = sqrt(between(random, 0.1, 0.24) / PI);
  const stretch = between(random, 0.8, 1.25);
  const radius = { x: mean * stretch * width, y: mean / stretch * height };
  // The waves of the edge reach out of the ellipse, and still nothing is cut off.
  const reach = { x: radius.x * 1.08, y: radius.y * 1.08 };
  const center = { x: between(random, reach.x, width - reach.x), y: between(random, reach.y, height - reach.y) };
  const phase = between(random, 0, 2 * PI);

  const shares = new Float32Array(width * height);
  for (let y = max(0, floor(center.y - reach.y)); y < min(height, ceil(center.y + reach.y)); y += 1) {
    for (let x = max(0, floor(center.x - reach.x)); x < min(width, ceil(center.x + reach.x)); x += 1) {
      const [right, down] = [(x + 0.5 - center.x) / radius.x, (y + 0.5 - center.y) / radius.y];
      const edge = 1 + 0.08 * sin(3 * atan2(down, right) + phase);
      const inside = max(0, min(1, (1 - hypot(right, down) / edge) / 0.12));
      shares[y * width + x] = smoothstep(inside);
    }
  }
  return (pixel) => shares[pixel] ?? 0;
}
