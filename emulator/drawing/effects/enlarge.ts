import { open, resize, type Picture, type Size } from "../pixels/picture.ts";
import { randomOf, type Scene } from "../scene/scene.ts";

const { max, min } = Math;

/** How much detail is made up, and from what. */
export interface Detail {
  scene: Scene;
  /** From 0, for none, to 1. */
  creativity: number;
}

/** Fine grain, strongest where there is something to see. */
function addGrain({ width, pixels }: Picture, { scene, creativity }: Detail): void {
  const random = randomOf(scene, "grain");
  // The green of the pixel before, as it was.
  let before = 0;
  for (let at = 0; at < pixels.length; at += 4) {
    const green = pixels[at + 1] ?? 0;
    const slope = at % (width * 4) === 0 ? 0 : min(40, max(green - before, before - green));
    const grain = (random() - 0.5) * creativity * (24 + 2 * slope);
    before = green;
    for (let channel = 0; channel < 3; channel += 1) {
      pixels[at + channel] = max(0, min(255, (pixels[at + channel] ?? 0) + grain + 0.5));
    }
  }
}

/** The picture in exactly the size asked; with detail it is sharper, and has fine grain by its creativity. */
export async function enlarge(image: Picture, size: Size, detail?: Detail): Promise<Picture> {
  const larger = await resize(image, size.width, size.height);
  if (detail === undefined) return larger;
  const sharper = { ...size, pixels: await open(larger).sharpen().raw().toBuffer() };
  addGrain(sharper, detail);
  return sharper;
}
