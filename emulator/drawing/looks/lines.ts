/** Looks of drawings: lines, dots, strokes and pixels. */
import { mixColors } from "../pixels/colors.ts";
import { resize, type Picture } from "../pixels/picture.ts";
import { slopeOf } from "../pixels/slope.ts";
import { soften } from "../pixels/soften.ts";
import { brightnessOf, recolored } from "./light.ts";

const { ceil, cos, floor, hypot, max, min, PI, round, sin, sqrt } = Math;

const unitOf = ({ width, height }: Picture) => min(width, height);

/** How much of an edge there is at each pixel, from 0 to 1: all colors count, and the edge is some pixels wide. */
export function edgesOf(picture: Picture): Float32Array {
  const { width, height, pixels } = picture;
  const wide = max(0, round(unitOf(picture) / 700));
  const edges = new Float32Array(width * height);
  for (let channel = 0; channel < 3; channel += 1) {
    const values = Float32Array.from(edges, (_value, pixel) => pixels[pixel * 4 + channel] ?? 0);
    soften(values, width, height, max(1, wide));
    const slope = slopeOf(values, width, height);
    for (let pixel = 0; pixel < edges.length; pixel += 1) {
      edges[pixel] = max(edges[pixel] ?? 0, min(1, ((slope[pixel] ?? 0) - 26) / 90));
    }
  }
  if (wide > 0) soften(edges, width, height, wide);
  return edges.map((edge) => min(1, edge * (1 + 0.6 * wide)));
}

export function inkEdges(picture: Picture, strength: number): Picture {
  const edges = edgesOf(picture);
  return recolored(picture, (color, pixel) => mixColors(color, [18, 16, 28], strength * (edges[pixel] ?? 0)));
}

/** Ink on paper, and hatching where it is dark. */
export function drawLines(picture: Picture): Picture {
  const { width, height } = picture;
  const edges = edgesOf(picture);
  const light = brightnessOf(picture);
  soften(light, width, height, max(1, round(unitOf(picture) / 200)));
  const gap = max(4, unitOf(picture) / 90);
  return recolored(picture, (_color, pixel) => {
    const [x, y] = [pixel % width, floor(pixel / width)];
    const isRising = (x + y) % gap < gap * 0.18;
    const isFalling = (x - y + height) % gap < gap * 0.18;
    const dark = light[pixel] ?? 0;
    const hatched = (dark < 96 && isRising) || (dark < 52 && isFalling) ? 0.5 : 0;
    return mixColors([250, 248, 242], [24, 24, 34], max(hatched, edges[pixel] ?? 0));
  });
}

/** Lines of light on dark ground, pink on the left and turquoise on the right. */
export function glowingEdges(picture: Picture): Picture {
  const { width, height } = picture;
  const edges = edgesOf(picture);
  const glow = Float32Array.from(edges);
  const reach = max(1, round(unitOf(picture) / 60));
  soften(glow, width, height, reach);
  soften(glow, width, height, reach);
  return recolored(picture, (color, pixel) => {
    const across = 0.5 + 0.5 * sin((pixel % width) / width * PI * 1.3 + floor(pixel / width) / height * 2 - 1.6);
    const neon = mixColors([255, 40, 180], [30, 230, 255], across);
    const night = mixColors([color[0] * 0.3, color[1] * 0.24, color[2] * 0.44], [24, 6, 52], 0.35);
    const lit = mixColors(night, neon, min(0.85, (glow[pixel] ?? 0) * 2.2));
    return mixColors(lit, mixColors(neon, [255, 255, 255], 0.45), edges[pixel] ?? 0);
  });
}

/** Few steps of each color. */
export function posterize(picture: Picture, steps: number): Picture {
  const step = 255 / steps;
  const near = (value: number) => round(value / step) * step * 0.8 + value * 0.2;
  return recolored(picture, ([red, green, blue]) => [near(red), near(green), near(blue)]);
}

/** Printed dots, the larger the darker it is. */
export function dots(picture: Picture): Picture {
  const { width } = picture;
  const light = brightnessOf(picture);
  const gap = max(4, unitOf(picture) / 110);
  const [right, down] = [cos(PI / 6), sin(PI / 6)];
  const off = (place: number) => (((place / gap) % 1) + 1) % 1 - 0.5;
  return recolored(picture, (color, pixel) => {
    const [x, y] = [pixel % width, floor(pixel / width)];
    const distance = hypot(off(x * right + y * down), off(y * right - x * down));
    const size = 0.62 * sqrt(max(0, 1 - (light[pixel] ?? 0) / 225));
    return mixColors(color, [30, 26, 60], 0.42 * max(0, min(1, (size - distance) * gap * 0.5 + 0.5)));
  });
}

/** Strokes of a brush: each place has the color of the calmest of four squares around it, after Kuwahara. */
export function paint(picture: Picture, distance: number): Picture {
  const { width, height } = picture;
  const reach = max(1, round(distance * unitOf(picture) / 700));
  const light = brightnessOf(picture);
  const mean = Float32Array.from(light);
  soften(mean, width, height, reach);
  const squares = light.map((value) => value * value);
  soften(squares, width, height, reach);
  const means = [0, 1, 2].map((channel) => {
    const values = Float32Array.from(light, (_value, pixel) => picture.pixels[pixel * 4 + channel] ?? 0);
    soften(values, width, height, reach);
    return values;
  });
  return recolored(picture, (_color, pixel) => {
    const [x, y] = [pixel % width, floor(pixel / width)];
    let [best, least] = [pixel, Infinity];
    for (const right of [-reach, reach]) {
      for (const below of [-reach, reach]) {
        const at = max(0, min(height - 1, y + below)) * width + max(0, min(width - 1, x + right));
        const unrest = (squares[at] ?? 0) - (mean[at] ?? 0) ** 2;
        if (unrest < least) [best, least] = [at, unrest];
      }
    }
    return [means[0]?.[best] ?? 0, means[1]?.[best] ?? 0, means[2]?.[best] ?? 0];
  });
}

/** As few pixels as an old screen has, in few colors. */
export async function pixelate(picture: Picture, columns: number): Promise<Picture> {
  const { width, height } = picture;
  const size = max(2, ceil(unitOf(picture) / columns));
  const few = posterize(await resize(picture, ceil(width / size), ceil(height / size)), 7);
  return recolored(picture, (_color, pixel) => {
    const at = (floor(pixel / width / size) * few.width + floor((pixel % width) / size)) * 4;
    return [few.pixels[at] ?? 0, few.pixels[at + 1] ?? 0, few.pixels[at + 2] ?? 0];
  });
}
