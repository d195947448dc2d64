/** Water mirrors what is above it, darker, and broken by waves. */
import type { Picture } from "../pixels/picture.ts";
import type { Layout } from "./layout.ts";

const { max, min, round, sin } = Math;

/** Draws over all that lies below the shore, in place. */
export function drawWater({ width, height, pixels }: Picture, { shore: line, palette, unit }: Layout): void {
  const shore = round(line);
  const [red, green, blue] = palette.water;
  // A wave at the shore is some pixels long, whatever the size of the picture.
  const wavesPerPixel = 900 / unit;
  // Less than the water: the sky above may be as high as the water is deep.
  const shrink = min(1.4, (shore - 2) / max(1, height - shore));
  for (let y = max(0, shore); y < height; y += 1) {
    const depth = y - shore;
    const far = depth / (height - shore);
    const share = 0.34 + 0.4 * far;
    for (let x = 0; x < width; x += 1) {
      const phase = depth * wavesPerPixel * (1 - 0.75 * far);
      const wave = sin(phase * 0.8 + sin(x * wavesPerPixel * 0.019 + phase * 0.13) * 2.2);
      const swing = wave * (1 + depth * 0.03);
      const fromX = max(0, min(width - 1, round(x + swing * 2)));
      const fromY = max(0, min(shore - 1, round(shore - 1 - depth * shrink + swing)));
      const from = (fromY * width + fromX) * 4;
      const to = (y * width + x) * 4;
      const light = wave > 0.4 ? (wave - 0.4) * 34 * (1 - far * 0.5) : 0;
      pixels[to] = min(255, (pixels[from] ?? 0) * (1 - share) + red * share + light);
      pixels[to + 1] = min(255, (pixels[from + 1] ?? 0) * (1 - share) + green * share + light);
      pixels[to + 2] = min(255, (pixels[from + 2] ?? 0) * (1 - share) + blue * share + light);
    }
  }
}
