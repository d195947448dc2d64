import { drawUnmarked } from "../scene/draw.ts";
import { markAsEmulated } from "../pixels/mark.ts";
import { blend, blur, luminance, meanLuminance, resize, type Picture, type Share } from "../pixels/picture.ts";
import { between } from "../pixels/random.ts";
import { randomOf, type Scene } from "../scene/scene.ts";
import { subjectOf } from "./subject/subject.ts";

const { exp, max, min } = Math;

const clamp = (value: number) => max(0, min(255, value));

/** Brighter by a share of itself, the less the nearer to white, so that nothing is blown out; or darker. */
const brighten = (color: number, by: number) => clamp(color * (1 + (by > 0 ? by * (1 - color / 255) : by)));

export interface Light {
  direction?: "left" | "right" | "above" | "below" | undefined;
  /** A picture whose light and dark, and color of light, are taken over. */
  reference?: Picture | undefined;
  /** From 0 to 1; without a direction and a reference there is no light that it could strengthen. */
  strength: number;
}

export interface Relighting {
  /** In place of the landscape of the scene. */
  background?: Picture | undefined;
  scene: Scene;
  keepOriginalBackground: boolean;
  /** From 0 to 1: how much the large areas of light and dark of the old background shape the new one. */
  originalBackgroundDepth: number;
  /** From 0, where the subject takes all of the light and the colors around it, to 1, where it stays as it is. */
  preserveOriginalSubject: number;
  light: Light;
}

/** The lamp glows warm. */
const glow = [255, 238, 208] as const;

/** Lights from a lamp at one edge, where along the edge the seed decides: brighter near it, darker away from it. */
function lightFrom(direction: NonNullable<Light["direction"]>, strength: number, scene: Scene, picture: Picture): void {
  const { width, height, pixels } = picture;
  const along = between(randomOf(scene, "light"), 0.25, 0.75);
  const isSide = direction === "left" || direction === "right";
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [across, down] = [(x + 0.5) / width, (y + 0.5) / height];
      const [depth, place] = isSide ? [across, down] : [down, across];
      const distance = direction === "left" || direction === "above" ? depth : 1 - depth;
      const by = strength * (0.5 - distance) * 1.6;
      const lamp = strength * 0.55 * exp(-6 * (distance * distance + (place - along) * (place - along)));
      const at = (y * width + x) * 4;
      for (let channel = 0; channel < 3; channel += 1) {
        const color = brighten(pixels[at + channel] ?? 0, by);
        pixels[at + channel] = clamp(color + ((glow[channel] ?? 0) - color) * lamp);
      }
    }
  }
}

/** Lights as a reference is lit: what is bright there becomes brighter here, and takes on its color. */
async function lightLike(reference: Picture, strength: number, { width, height, pixels }: Picture): Promise<void> {
  const light = await resize(await blur(reference), width, height);
  // One more, so that nothing is divided by 0.
  const mean = meanLuminance(light) + 1;
  for (let at = 0; at < pixels.length; at += 1) {
    if (at % 4 === 3) continue;
    pixels[at] = brighten(pixels[at] ?? 0, strength * (min(2.5, (light.pixels[at] ?? 0) / mean) - 1));
  }
}

async function lit(picture: Picture, { direction, reference, strength }: Light, scene: Scene): Promise<Picture> {
  const copy = { ...picture, pixels: Buffer.from(picture.pixels) };
  if (direction !== undefined) lightFrom(direction, strength, scene, copy);
  if (reference !== undefined) await lightLike(reference, strength, copy);
  return copy;
}

/** Lightens and darkens a picture as the large areas of another one of its size are light and dark. */
async function shapeAs(original: Picture, depth: number, picture: Picture): Promise<void> {
  const areas = await blur(original);
  const mean = meanLuminance(areas);
  const { pixels } = picture;
  for (let at = 0; at < pixels.length; at += 4) {
    const shade = depth * 0.6 * (luminance(areas.pixels, at) - mean);
    for (let channel = 0; channel < 3; channel += 1) {
      pixels[at + channel] = clamp((pixels[at + channel] ?? 0) + shade);
    }
  }
}

/** What is new behind the subject, before any light. */
async function backgroundFor(subject: Picture, options: Relighting): Promise<Picture> {
  const { width, height } = subject;
  const background = options.background === undefined
    ? await drawUnmarked({ ...options.scene, width, height })
    : await resize(options.background, width, height, "cover");
  const shaped = { ...background, pixels: Buffer.from(background.pixels) };
  await shapeAs(subject, options.originalBackgroundDepth, shaped);
  return shaped;
}

/** A quarter of the colors around it fall on the subject. */
async function placeBefore(background: Picture, subject: Picture, share: Share): Promise<Picture> {
  const tinted = blend(subject, await blur(background), () => 0.25);
  return blend(background, tinted, share);
}

/**
 * The subject (what differs from the border of its picture) before another background or its own, in another light.
 * Marked where a background is new.
 */
export async function relight(subject: Picture, options: Relighting): Promise<Picture> {
  const { scene, light, keepOriginalBackground, preserveOriginalSubject } = options;
  const share = await subjectOf(subject);
  const unlit = keepOriginalBackground
    ? subject
    : await placeBefore(await backgroundFor(subject, options), subject, share);
  const picture = blend(await lit(unlit, light, scene), subject, (pixel) => share(pixel) * preserveOriginalSubject);
  if (!keepOriginalBackground) markAsEmulated(picture, (pixel) => 1 - share(pixel));
  return picture;
}
