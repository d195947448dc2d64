/** Looks that change light and color. */
import { mixColors, type Color } from "../pixels/colors.ts";
import { luminance, type Picture } from "../pixels/picture.ts";
import type { Random } from "../pixels/random.ts";

const { hypot, max, min, round } = Math;

const clamp = (value: number) => max(0, min(255, value));

/** The same picture with other colors. */
export function recolored({ width, height, pixels }: Picture, change: (color: Color, pixel: number) => Color): Picture {
  const changed = Buffer.alloc(pixels.length, 255);
  for (let at = 0; at < pixels.length; at += 4) {
    const color = change([pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0], at / 4);
    changed[at] = clamp(color[0]);
    changed[at + 1] = clamp(color[1]);
    changed[at + 2] = clamp(color[2]);
  }
  return { width, height, pixels: changed };
}

export interface Tone {
  /** Both are factors. */
  contrast: number;
  saturation: number;
  /** Redder and less blue by so much. */
  warmth: number;
  /** What is darkest becomes so light. */
  lift: number;
  tint: Color;
  tintShare: number;
}

/** All colors changed alike. */
export function tone(picture: Picture, options: Partial<Tone>): Picture {
  const { contrast = 1, saturation = 1, warmth = 0, lift = 0, tint = [0, 0, 0], tintShare = 0 } = options;
  return recolored(picture, (color) => {
    const light = 0.299 * color[0] + 0.587 * color[1] + 0.114 * color[2];
    const shown = lift + ((light - 128) * contrast + 128) * (255 - lift) / 255;
    const [red, green, blue] = mixColors(color, tint, tintShare * (1 - light / 255));
    return [
      shown + (red - light) * saturation + warmth, shown + (green - light) * saturation + warmth * 0.25,
      shown + (blue - light) * saturation - warmth,
    ];
  });
}

/** Darker towards the corners. */
export function hazeAndVignette(picture: Picture): Picture {
  const { width, height } = picture;
  return recolored(picture, (color, pixel) => {
    const away = hypot((pixel % width) / width - 0.5, pixel / width / height - 0.5) * 1.42;
    const share = 1 - 0.55 * max(0, away - 0.42) ** 1.3;
    return [color[0] * share, color[1] * share, color[2] * share];
  });
}

/** Grains of film, most of them in the middle tones. */
export function grain(picture: Picture, random: Random, strength: number): Picture {
  return recolored(picture, (color) => {
    const by = (random() + random() - 1) * strength;
    return [color[0] + by, color[1] + by, color[2] + by];
  });
}

/** Black bars above and below. */
export function letterbox(picture: Picture): Picture {
  const { width, height } = picture;
  const bar = round(height * 0.1);
  return recolored(picture, (color, pixel) =>
    pixel < bar * width || pixel >= (height - bar) * width ? [6, 6, 8] : color);
}

/** How bright each pixel is. */
export function brightnessOf({ pixels }: Picture): Float32Array {
  const values = new Float32Array(pixels.length / 4);
  for (let pixel = 0; pixel < values.length; pixel += 1) values[pixel] = luminance(pixels, pixel * 4);
  return values;
}
