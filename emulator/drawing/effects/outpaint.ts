import { markAsEmulated } from "../pixels/mark.ts";
import type { Picture, Size } from "../pixels/picture.ts";
import { between, type Random } from "../pixels/random.ts";
import { randomOf, type Scene } from "../scene/scene.ts";
import { addTexture, areasOf, type Canvas } from "./texture.ts";

const { floor, log2, max, min, sin } = Math;

/** How many pixels are added at each side. */
export interface Margins {
  left: number;
  right: number;
  up: number;
  down: number;
}

/** How far a place lies before or behind the range of an axis; 0 inside. */
const outside = (place: number, length: number) => max(0, -place, place - length + 1);

/** The colors along one edge of the image, each time twice as soft as before. */
type Profile = readonly Float32Array[];

function soften(line: Float32Array, distance: number): Float32Array {
  const length = line.length / 3;
  const sums = new Float64Array(line.length + 3);
  for (let at = 0; at < line.length; at += 1) sums[at + 3] = (sums[at] ?? 0) + (line[at] ?? 0);
  return line.map((_value, at) => {
    const [place, channel] = [floor(at / 3), at % 3];
    // As far to each side, so that an end keeps its color.
    const reach = min(distance, place, length - 1 - place);
    const [from, to] = [place - reach, place + reach + 1];
    return ((sums[to * 3 + channel] ?? 0) - (sums[from * 3 + channel] ?? 0)) / (to - from);
  });
}

function profileOf(line: Float32Array): Profile {
  const profile = [line];
  for (let distance = 1; distance < line.length / 3; distance *= 2) {
    // Twice, so that no corners are seen in what is softened.
    profile.push(soften(soften(profile.at(-1) ?? line, distance), distance));
  }
  return profile;
}

/** The color at a place of an edge, so soft as a distance makes it. */
function colorAt(profile: Profile, place: number, softness: number, channel: number): number {
  const level = min(profile.length - 1, softness <= 1 ? softness : 1 + log2(softness));
  const [sharp, soft] = [profile[floor(level)], profile[min(profile.length - 1, floor(level) + 1)]];
  const length = (sharp?.length ?? 0) / 3;
  const exact = max(0, min(length - 1, place));
  const [before, after] = [floor(exact) * 3 + channel, min(length - 1, floor(exact) + 1) * 3 + channel];
  const within = (line: Float32Array | undefined) =>
    (line?.[before] ?? 0) + ((line?.[after] ?? 0) - (line?.[before] ?? 0)) * (exact - floor(exact));
  const share = level - floor(level);
  return within(sharp) * (1 - share) + within(soft) * share;
}

/** How far an edge swings aside on its way outwards, as a share of the way. */
function swingOf(random: Random, length: number): (distance: number) => number {
  const waves = [1, 2.3, 4.9].map((frequency) => ({
    frequency: frequency * between(random, 2, 4) / length, phase: between(random, 0, 6), size: 0.1 / frequency,
  }));
  return (distance) => distance * waves.reduce((sum, { frequency, phase, size }) =>
    sum + size * (sin(phase + distance * frequency) - sin(phase)), 0);
}

/** The edges of the areas of the image, and how they go on. */
function edgesOf(areas: Float32Array, { width, height }: Size, random: Random) {
  const column = (x: number) => profileOf(Float32Array.from({ length: height * 3 }, (_, at) =>
    areas[(floor(at / 3) * width + x) * 3 + at % 3] ?? 0));
  const row = (y: number) => profileOf(areas.slice(y * width * 3, (y + 1) * width * 3));
  const swing = () => swingOf(random, max(width, height));
  return {
    left: { profile: column(0), swing: swing() },
    right: { profile: column(width - 1), swing: swing() },
    up: { profile: row(0), swing: swing() },
    down: { profile: row(height - 1), swing: swing() },
  };
}

/** The image in the middle of a larger canvas, and around it how its edges go on. */
function extend(image: Picture, margins: Margins, random: Random): Canvas {
  const { width: inner, height: innerHeight } = image;
  const width = margins.left + inner + margins.right;
  const height = margins.up + innerHeight + margins.down;
  const canvas = { width, height, colors: new Float32Array(width * height * 3), known: new Uint8Array(width * height) };
  const colors = Float32Array.from({ length: inner * innerHeight * 3 }, (_, at) =>
    image.pixels[floor(at / 3) * 4 + at % 3] ?? 0);
  const edges = edgesOf(areasOf({ width: inner, height: innerHeight, colors }), image, random);
  for (let y = 0; y < height; y += 1) {
    const row = y - margins.up;
    const beyondY = outside(row, innerHeight);
    const vertical = row < 0 ? edges.up : edges.down;
    for (let x = 0; x < width; x += 1) {
      const column = x - margins.left;
      const beyondX = outside(column, inner);
      const pixel = y * width + x;
      if (beyondX === 0 && beyondY === 0) {
        canvas.known[pixel] = 1;
        canvas.colors.set(colors.subarray((row * inner + column) * 3, (row * inner + column) * 3 + 3), pixel * 3);
        continue;
      }
      const horizontal = column < 0 ? edges.left : edges.right;
      const share = beyondX / (beyondX + beyondY);
      for (let channel = 0; channel < 3; channel += 1) {
        const across = share === 0 ? 0
          : colorAt(horizontal.profile, row + horizontal.swing(beyondX), (beyondX + beyondY) * 0.14, channel);
        const along = share === 1 ? 0
          : colorAt(vertical.profile, column + vertical.swing(beyondY), (beyondX + beyondY) * 0.3, channel);
        canvas.colors[pixel * 3 + channel] = across * share + along * (1 - share);
      }
    }
  }
  return canvas;
}

/**
 * The image, bit for bit, and around it its edges as they go on: softer with the distance, with the image's structure.
 *
 * @param margins each a whole number of pixels from 0
 */
export function outpaint(image: Picture, margins: Margins, scene: Scene): Picture {
  const random = randomOf(scene, "outpaint");
  const canvas = extend(image, margins, random);
  addTexture(canvas, random);
  const { width, height } = canvas;
  const painted = { width, height, pixels: Buffer.alloc(width * height * 4, 255) };
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    if (canvas.known[pixel] === 1) continue;
    const grain = 2 * random() - 1;
    for (let channel = 0; channel < 3; channel += 1) {
      painted.pixels[pixel * 4 + channel] = max(0, min(255, (canvas.colors[pixel * 3 + channel] ?? 0) + grain + 0.5));
    }
  }
  for (let row = 0; row < image.height; row += 1) {
    const from = row * image.width * 4;
    image.pixels.copy(painted.pixels, ((row + margins.up) * width + margins.left) * 4, from, from + image.width * 4);
  }
  markAsEmulated(painted, (pixel) => 1 - (canvas.known[pixel] ?? 0));
  return painted;
}
