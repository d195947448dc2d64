/** Draws a landscape that depends on the prompt, the seed, the style and the size, and on nothing else. */
import type { Size } from "../pixels/picture.ts";
import { between, pick, randomFrom, type Random } from "../pixels/random.ts";
import type { Scene } from "./scene.ts";
import { smoothstep } from "../pixels/smoothstep.ts";

// Names of the module, since looking up a global for every pixel is slow where tests run in a context of their own.
const { abs, exp, floor, max, min, round, sin, sqrt, PI } = Math;

type Color = readonly [red: number, green: number, blue: number];

interface Palette {
  zenith: Color;
  horizon: Color;
  sun: Color;
  far: Color;
  near: Color;
  hasStars?: true;
}

const palettes: readonly Palette[] = [
  { zenith: [38, 70, 120], horizon: [250, 190, 140], sun: [255, 236, 190], far: [150, 130, 150], near: [28, 34, 52] },
  { zenith: [90, 160, 220], horizon: [226, 240, 246], sun: [255, 252, 232], far: [150, 184, 200], near: [34, 74, 62] },
  {
    zenith: [8, 12, 34],
    horizon: [54, 68, 116],
    sun: [236, 238, 250],
    far: [44, 56, 92],
    near: [8, 10, 20],
    hasStars: true,
  },
  { zenith: [92, 46, 96], horizon: [252, 146, 110], sun: [255, 222, 158], far: [158, 92, 116], near: [40, 18, 42] },
  { zenith: [60, 120, 130], horizon: [240, 226, 186], sun: [255, 246, 210], far: [142, 164, 146], near: [40, 52, 40] },
  {
    zenith: [12, 34, 48],
    horizon: [58, 142, 128],
    sun: [214, 250, 226],
    far: [38, 92, 96],
    near: [6, 18, 24],
    hasStars: true,
  },
  { zenith: [150, 176, 200], horizon: [244, 236, 228], sun: [255, 250, 240], far: [186, 192, 200], near: [70, 80, 94] },
  { zenith: [196, 90, 60], horizon: [254, 216, 130], sun: [255, 246, 204], far: [206, 136, 92], near: [70, 30, 22] },
];

const mix = (from: number, to: number, share: number) => from + (to - from) * share;
const clamp = (value: number, limit = 1) => min(limit, max(0, value));

/** The upper edge of a range of hills, as a height from the top for each column. */
function ridge(random: Random, width: number, height: number, base: number, rough: number): Float64Array {
  const waves = Array.from({ length: 7 }, (_, octave) => ({
    frequency: between(random, 0.6, 1.4) * 2 ** octave * PI / max(width, height) * 1.7,
    phase: between(random, 0, 2 * PI),
    size: rough * height * 0.55 ** octave,
  }));
  return Float64Array.from({ length: width }, (_, x) =>
    base * height - waves.reduce((sum, { frequency, phase, size }) =>
      sum + size * (1 - abs(sin(frequency * x + phase)) * 1.6), 0));
}

interface Layer {
  edge: Float64Array;
  /** The height around which the edge lies. */
  base: number;
  color: Color;
}

interface Composition {
  palette: Palette;
  sun: { x: number; y: number; radius: number };
  layers: readonly Layer[];
  /** Where the water begins, as a height from the top; below the picture if there is none. */
  shore: number;
}

function compose(random: Random, width: number, height: number): Composition {
  const palette = pick(random, palettes);
  const shore = height * (random() < 0.6 ? between(random, 0.72, 0.84) : 2);
  const count = 3 + floor(random() * 3);
  const layers = Array.from({ length: count }, (_, index): Layer => {
    const nearness = index / (count - 1);
    const base = mix(0.6, 0.8, nearness);
    const [farRed, farGreen, farBlue] = palette.far;
    const [nearRed, nearGreen, nearBlue] = palette.near;
    return {
      edge: ridge(random, width, height, base, mix(0.1, 0.07, nearness)),
      base: base * height,
      color: [mix(farRed, nearRed, nearness), mix(farGreen, nearGreen, nearness), mix(farBlue, nearBlue, nearness)],
    };
  });
  const sun = {
    x: width * between(random, 0.15, 0.85),
    y: height * between(random, 0.18, 0.46),
    radius: min(width, height) * between(random, 0.035, 0.08),
  };
  return { palette, sun, layers, shore };
}

/** Puts a color over what is there, by its share of the pixel. */
function blend(pixel: Float64Array, color: Color, share: number): void {
  for (let channel = 0; channel < 3; channel += 1) {
    pixel[channel] = mix(pixel[channel] ?? 0, color[channel] ?? 0, share);
  }
}

function paintSky(pixel: Float64Array, { palette, sun }: Composition, x: number, y: number, horizon: number): void {
  const height = clamp(y / horizon);
  pixel.set(palette.zenith);
  blend(pixel, palette.horizon, smoothstep(height));
  // Several times as fast as hypot, whose care for huge numbers is not needed here.
  const distance = sqrt((x - sun.x) * (x - sun.x) + (y - sun.y) * (y - sun.y));
  blend(pixel, palette.sun, 0.5 * exp(-distance / (sun.radius * 3.2)));
  blend(pixel, palette.sun, clamp(sun.radius - distance + 0.5));
}

/** What is above the water at one point. */
function paintLand(pixel: Float64Array, composition: Composition, x: number, y: number, height: number): void {
  const horizon = height * 0.66;
  paintSky(pixel, composition, x, y, horizon);
  for (const { edge, base, color } of composition.layers) {
    const top = edge[x] ?? height;
    const covered = clamp(y - top + 0.5);
    if (covered === 0) continue;
    blend(pixel, color, covered);
    // Haze gathers in the valleys.
    blend(pixel, composition.palette.horizon, covered * 0.3 * clamp((y - base) / (height * 0.2) + 0.4));
  }
}

/** Water mirrors what stands above it, darker, and broken by waves. */
function paintWater(
  pixel: Float64Array, composition: Composition, x: number, y: number, width: number, height: number,
): void {
  const depth = y - composition.shore;
  const wave = sin(depth * 0.9 + sin(x * 0.021 + depth * 0.13) * 2) * (1 + depth * 0.035);
  const mirroredX = round(clamp(x + wave * 2, width - 1));
  const mirroredY = round(clamp(composition.shore - depth * 1.5 + wave, height - 1));
  paintLand(pixel, composition, mirroredX, mirroredY, height);
  blend(pixel, composition.palette.near, 0.22 + 0.2 * clamp(depth / (height * 0.25)));
  blend(pixel, composition.palette.horizon, 0.1 * clamp(wave));
}

function sprinkleStars(pixels: Buffer, random: Random, width: number, height: number, composition: Composition): void {
  if (!composition.palette.hasStars) return;
  for (let star = 0; star < width * height / 2200; star += 1) {
    const x = floor(random() * width);
    const y = floor(random() ** 1.4 * height * 0.6);
    const brightness = 60 + 190 * random() ** 4;
    if (composition.layers.some(({ edge }) => y > (edge[x] ?? 0) - 2)) continue;
    const at = (y * width + x) * 3;
    for (let channel = 0; channel < 3; channel += 1) {
      pixels[at + channel] = min(255, (pixels[at + channel] ?? 0) + brightness);
    }
  }
}

/** What is drawn, and how large. */
export interface Subject extends Scene, Size {}

/** RGB pixels, row by row. */
export function drawLandscape({ prompts, seed, style = "", width, height }: Subject): Buffer {
  const random = randomFrom(JSON.stringify(prompts), seed, style, width, height);
  const composition = compose(random, width, height);
  const pixels = Buffer.alloc(width * height * 3);
  const pixel = new Float64Array(3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (y < composition.shore) paintLand(pixel, composition, x, y, height);
      else paintWater(pixel, composition, x, y, width, height);
      // A fine grain, as a generated picture has; it also gives files of a realistic size.
      const grain = (random() - 0.5) * 5;
      const at = (y * width + x) * 3;
      for (let channel = 0; channel < 3; channel += 1) {
        pixels[at + channel] = clamp((pixel[channel] ?? 0) + grain, 255);
      }
    }
  }
  sprinkleStars(pixels, random, width, height, composition);
  return pixels;
}
