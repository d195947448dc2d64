import { drawUnmarked } from "../scene/draw.ts";
import { markAsEmulated } from "../pixels/mark.ts";
import { blend, luminance, meanLuminance, resize, type Picture } from "../pixels/picture.ts";
import type { Scene } from "../scene/scene.ts";
import { slopeOf } from "../pixels/slope.ts";
import { soften } from "../pixels/soften.ts";

const { ceil, max, min } = Math;

/** The brightness of each pixel. */
function brightnessOf({ width, height, pixels }: Picture): Float32Array {
  const brightness = new Float32Array(width * height);
  for (let pixel = 0; pixel < brightness.length; pixel += 1) brightness[pixel] = luminance(pixels, pixel * 4);
  return brightness;
}

/** How much of an edge there is at each pixel, from 0 to 1. */
const edgesOf = (brightness: Float32Array, width: number, height: number): Float32Array =>
  // The first few levels are noise; an edge of a quarter of the range is as clear as one can be.
  slopeOf(brightness, width, height).map((slope) => max(0, min(1, (slope - 16) / 160)));

/**
 * The landscape of the scene, shaded as the image is and with its edges drawn in.
 *
 * @param strength from 0, where nothing of the image shows, to 1
 */
export async function keepEdges(image: Picture, scene: Scene, strength: number): Promise<Picture> {
  const { width, height } = image;
  const brightness = brightnessOf(image);
  const mean = meanLuminance(image);
  // Without its grain, which is no edge.
  soften(brightness, width, height, 1);
  const edges = edgesOf(brightness, width, height);
  const drawn = await drawUnmarked({ ...scene, width, height });
  // What the scene has of its own steps back behind the image.
  const areas = await resize(await resize(drawn, ceil(width / 12), ceil(height / 12)), width, height);
  const picture = blend(drawn, areas, () => 0.75 * strength);
  const { pixels } = picture;
  // Dark lines on what is light, and light ones on what is dark.
  const ink = meanLuminance(picture) > 90 ? 12 : 240;
  for (let pixel = 0; pixel < edges.length; pixel += 1) {
    const at = pixel * 4;
    const shade = strength * 0.7 * ((brightness[pixel] ?? 0) - mean);
    const line = strength * (edges[pixel] ?? 0);
    for (let channel = 0; channel < 3; channel += 1) {
      const shaded = max(0, min(255, (pixels[at + channel] ?? 0) + shade));
      pixels[at + channel] = shaded + (ink - shaded) * line + 0.5;
    }
  }
  markAsEmulated(picture);
  return picture;
}
