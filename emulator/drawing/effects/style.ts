import { drawUnmarked } from "../scene/draw.ts";
import { markAsEmulated } from "../pixels/mark.ts";
import { blend, type Picture, type Size } from "../pixels/picture.ts";
import type { Scene } from "../scene/scene.ts";

const { max, min, sqrt } = Math;

interface Tone {
  mean: number;
  /** The standard deviation. */
  spread: number;
}

function toneOf({ pixels }: Picture, channel: number): Tone {
  let sum = 0;
  let squares = 0;
  for (let at = channel; at < pixels.length; at += 4) {
    const value = pixels[at] ?? 0;
    sum += value;
    squares += value * value;
  }
  const mean = sum / (pixels.length / 4);
  return { mean, spread: sqrt(max(0, squares / (pixels.length / 4) - mean * mean)) };
}

/** Moves the mean and the spread of each color towards those of a reference, by a share from 0 to 1. */
function recast(picture: Picture, reference: Picture, share: number): Picture {
  const pixels = Buffer.from(picture.pixels);
  for (let channel = 0; channel < 3; channel += 1) {
    const from = toneOf(picture, channel);
    const to = toneOf(reference, channel);
    // A picture of one color has no spread that could be widened, and noise should not become the picture.
    const contrast = min(4, to.spread / max(1, from.spread));
    const factor = 1 + (contrast - 1) * share;
    const mean = from.mean + (to.mean - from.mean) * share;
    for (let at = channel; at < pixels.length; at += 4) {
      pixels[at] = max(0, min(255, ((pixels[at] ?? 0) - from.mean) * factor + mean + 0.5));
    }
  }
  return { ...picture, pixels };
}

/**
 * The landscape of the scene in the colors of a reference.
 *
 * @param fidelity from 0, where the reference does not count, to 1
 */
export async function drawInStyle(
  reference: Picture, scene: Scene, size: Size, fidelity: number,
): Promise<Picture> {
  const picture = recast(await drawUnmarked({ ...scene, ...size }), reference, fidelity);
  markAsEmulated(picture);
  return picture;
}

/** Each from 0, where it does nothing, to 1. */
export interface Transfer {
  /** How far the colors move to those of the style. */
  styleStrength: number;
  /** How much of the composition stays; the rest is the landscape of the scene. */
  compositionFidelity: number;
  /** How much of all this shows over the first picture. */
  changeStrength: number;
}

/** The first picture in the colors of the second. */
export async function transferStyle(
  init: Picture, style: Picture, scene: Scene, options: Transfer,
): Promise<Picture> {
  const { styleStrength, compositionFidelity, changeStrength } = options;
  const { width, height } = init;
  const drawn = await drawUnmarked({ ...scene, width, height });
  const composed = blend(drawn, init, () => compositionFidelity);
  const picture = blend(init, recast(composed, style, styleStrength), () => changeStrength);
  markAsEmulated(picture);
  return picture;
}
