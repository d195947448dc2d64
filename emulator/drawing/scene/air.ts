/** What falls and hangs in the air before all else. */
import { mixColors, type Color } from "../pixels/colors.ts";
import { between, type Random } from "../pixels/random.ts";
import type { Layout } from "./layout.ts";
import { at, fromAbove, stroke } from "./svg.ts";

const { ceil, max } = Math;

function drawRain(random: Random, { width, height, unit }: Layout): string {
  const lines = ceil(340 * width * height / (unit * unit));
  let path = "";
  for (let drop = 0; drop < Math.min(lines, 1500); drop += 1) {
    const [x, y, long] = [random() * width * 1.1, random() * height, unit * between(random, 0.02, 0.06)];
    path += `M${at(x)} ${at(y)}l${at(-long * 0.22)} ${at(long)}`;
  }
  return stroke(path, [226, 234, 244], max(0.8, unit * 0.0018), 0.42);
}

function drawSnow(random: Random, { width, height, unit }: Layout): string {
  const flakes = ceil(240 * width * height / (unit * unit));
  return Array.from({ length: Math.min(flakes, 1000) }, () => {
    const size = max(0.6, unit * (0.0016 + 0.006 * random() ** 3));
    return `<circle cx="${at(random() * width)}" cy="${at(random() * height)}" r="${at(size)}" fill="#ffffff"`
      + ` fill-opacity="${between(random, 0.55, 0.95).toFixed(2)}"/>`;
  }).join("");
}

function drawFog({ width, height, horizon }: Layout, color: Color, density: number): string {
  return fromAbove("fog", 0, height, [0, color, 0.1 * density], [horizon / height, color, 0.85 * density], [1, color, 0.35 * density])
    + `<rect width="${width}" height="${height}" fill="url(#fog)"/>`;
}

function drawLightning(random: Random, { width, horizon, unit }: Layout): string {
  let [x, y] = [width * between(random, 0.2, 0.8), 0];
  let path = `M${at(x)} ${at(y)}`;
  while (y < horizon) {
    x += unit * between(random, -0.06, 0.06);
    y += unit * between(random, 0.04, 0.09);
    path += `L${at(x)} ${at(y)}`;
  }
  return stroke(path, [214, 220, 255], unit * 0.014, 0.35)
    + stroke(path, [255, 255, 255], unit * 0.005);
}

/** Lightning strikes behind the things of a scene. */
export const drawDistantAir = (random: Random, layout: Layout): string =>
  layout.weather.hasLightning ? drawLightning(random, layout) : "";

export function drawAir(random: Random, layout: Layout): string {
  const { weather: { falls, fog }, palette } = layout;
  const veil = mixColors(palette.horizon, [236, 238, 240], palette.isDark ? 0.1 : 0.5);
  return (fog === undefined ? "" : drawFog(layout, veil, fog))
    + (falls === "rain" ? drawRain(random, layout) : falls === "snow" ? drawSnow(random, layout) : "");
}
