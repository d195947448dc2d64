/** What each style preset makes of a picture. */
import type { Picture } from "../pixels/picture.ts";
import type { Random } from "../pixels/random.ts";
import { clay, facets, folds, isometric, relief, tiles } from "./shapes.ts";
import { grain, hazeAndVignette, letterbox, tone, type Tone } from "./light.ts";
import { dots, drawLines, glowingEdges, inkEdges, paint, pixelate, posterize } from "./lines.ts";

/** @returns another picture of the same size */
export type Look = (picture: Picture, random: Random) => Picture | Promise<Picture>;

/** One after the other. */
const all = (...looks: readonly Look[]): Look => async (picture, random) => {
  let changed = picture;
  for (const look of looks) changed = await look(changed, random);
  return changed;
};

const toned = (options: Partial<Tone>): Look => (picture) => tone(picture, options);

export const looks: Readonly<Record<string, Look>> = {
  enhance: all(toned({ contrast: 1.16, saturation: 1.35 }), (picture) => relief(picture, 0.35)),
  anime: all(
    toned({ contrast: 1.1, saturation: 1.5, lift: 14 }),
    (picture) => inkEdges(picture, 0.6), (picture) => posterize(picture, 6),
  ),
  photographic: all(
    toned({ contrast: 1.08, saturation: 0.82, warmth: 6 }),
    hazeAndVignette, (picture, random) => grain(picture, random, 7),
  ),
  "digital-art": all(
    (picture) => paint(picture, 3), toned({ contrast: 1.2, saturation: 1.55 }), (picture) => relief(picture, 0.5),
  ),
  "comic-book": all(
    toned({ contrast: 1.15, saturation: 1.5, lift: 30 }),
    (picture) => inkEdges(picture, 1), (picture) => posterize(picture, 4),
    dots,
  ),
  "fantasy-art": all(
    (picture) => paint(picture, 4), toned({ contrast: 1.12, saturation: 1.3, tint: [168, 96, 220], tintShare: 0.26 }),
    hazeAndVignette,
  ),
  "line-art": drawLines,
  "analog-film": all(
    toned({ contrast: 0.86, saturation: 0.72, warmth: 22, lift: 16 }), hazeAndVignette,
    (picture, random) => grain(picture, random, 34),
  ),
  "neon-punk": glowingEdges,
  isometric,
  "low-poly": facets,
  origami: folds,
  "modeling-compound": clay,
  cinematic: all(
    toned({ contrast: 1.22, saturation: 0.9, tint: [20, 90, 120], tintShare: 0.14, warmth: 8 }),
    hazeAndVignette, letterbox,
  ),
  "3d-model": all((picture) => paint(picture, 2), (picture) => relief(picture, 1.5), toned({ saturation: 0.85, lift: 8 })),
  "pixel-art": (picture) => pixelate(picture, 96),
  "tile-texture": tiles,
};

/** The picture as a style shows it; as it is, where there is none of this name. */
export async function inStyle(picture: Picture, style: string | undefined, random: Random): Promise<Picture> {
  const look = style !== undefined && Object.hasOwn(looks, style) ? looks[style] : undefined;
  return look === undefined ? picture : look(picture, random);
}
