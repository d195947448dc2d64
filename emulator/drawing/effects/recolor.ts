import { blend, luminance, type Picture, type Share } from "../pixels/picture.ts";
import { between } from "../pixels/random.ts";
import { randomOf, type Scene } from "../scene/scene.ts";

const { atan2, cos, hypot, max, min, sin, PI } = Math;

// Blue and red without their luminance, scaled as in YUV (ITU-R BT.601): the angle is the hue, the length how colorful.
const blueScale = 0.492;
const redScale = 0.877;

/** So colorful is at least what is recolored: grey has no hue that could change. */
const minColorfulness = 40;

/** Colors that a prompt may ask for, as red, green and blue. */
const namedColors: Readonly<Record<string, readonly [number, number, number]>> = {
  red: [255, 0, 0],
  orange: [255, 128, 0],
  yellow: [255, 255, 0],
  green: [0, 160, 0],
  turquoise: [0, 220, 200],
  cyan: [0, 255, 255],
  blue: [0, 0, 255],
  purple: [128, 0, 160],
  violet: [140, 60, 220],
  pink: [255, 100, 180],
};

/** The hue of the first color that the prompts name, as an angle. */
function askedHue({ prompts }: Scene): number | undefined {
  const words = prompts.flatMap(({ text }) => text.toLowerCase().match(/[a-z]+/g) ?? []);
  const [color] = words.flatMap((word) => Object.hasOwn(namedColors, word) ? [namedColors[word]] : []);
  return color && hueOf({ width: 1, height: 1, pixels: Buffer.from([...color, 255]) }, () => 1);
}

/** The hue of all that is recolored together, as an angle. */
function hueOf({ pixels }: Picture, where: Share): number {
  let blue = 0;
  let red = 0;
  for (let at = 0; at < pixels.length; at += 4) {
    const share = where(at / 4);
    if (share === 0) continue;
    const light = luminance(pixels, at);
    blue += share * blueScale * ((pixels[at + 2] ?? 0) - light);
    red += share * redScale * ((pixels[at] ?? 0) - light);
  }
  return atan2(red, blue);
}

/** How far one can go from the luminance by this much before 0 or 255 is reached, at most all the way. */
const room = (light: number, step: number) => step === 0 ? 1 : min(1, (step > 0 ? 255 - light : -light) / step);

/** Gives a hue that is asked for, or another one than there is; the luminance of every pixel stays. */
export function recolor(image: Picture, where: Share, scene: Scene): Picture {
  const random = randomOf(scene, "recolor");
  const hue = askedHue(scene) ?? hueOf(image, where) + between(random, 0.4 * PI, 1.6 * PI);
  const pixels = Buffer.from(image.pixels);
  for (let at = 0; at < pixels.length; at += 4) {
    if (where(at / 4) === 0) continue;
    const light = luminance(pixels, at);
    const blueness = blueScale * ((pixels[at + 2] ?? 0) - light);
    const redness = redScale * ((pixels[at] ?? 0) - light);
    const colorfulness = max(minColorfulness, hypot(blueness, redness));
    const blue = colorfulness * cos(hue) / blueScale;
    const red = colorfulness * sin(hue) / redScale;
    const green = -(0.299 * red + 0.114 * blue) / 0.587;
    const part = min(room(light, red), room(light, green), room(light, blue));
    pixels[at] = light + part * red + 0.5;
    pixels[at + 1] = light + part * green + 0.5;
    pixels[at + 2] = light + part * blue + 0.5;
  }
  return blend(image, { ...image, pixels }, where);
}
