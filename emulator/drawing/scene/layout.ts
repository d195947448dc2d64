/** Where everything of a scene lies, in pixels, and in what light. */
import { mixColors, type Color } from "../pixels/colors.ts";
import type { Size } from "../pixels/picture.ts";
import { between, pick, type Random } from "../pixels/random.ts";
import type { Depiction } from "./depiction.ts";
import type { Place } from "./vocabulary/places.ts";
import { usualPalettes, type Palette, type Weather } from "./vocabulary/skies.ts";

const { min } = Math;

/** Where a landscape goes from its upper left to the lower right corner. */
export interface Layout extends Size {
  palette: Palette;
  weather: Weather;
  place: Place;
  /** The height at which the sky ends. */
  horizon: number;
  /** The height at which the ground in front begins; below the picture if there is none. */
  groundTop: number;
  /** Where the water begins, which mirrors what is above it; below the picture if there is none. */
  shore: number;
  sun: { x: number; y: number; radius: number };
  /** What sizes of things are a share of. */
  unit: number;
  cliff?: { isLeft: boolean; top: number; edge: number };
}

const grayscale = (color: Color, isDark: boolean): Color => isDark ? mixColors(color, [10, 14, 26], 0.72) : color;

/** The colors of the time of day, as the weather and a color that is asked for change them. */
function paletteOf(random: Random, { palette: asked, weather, place, color }: Depiction): Palette {
  const usual = pick(random, usualPalettes);
  const palette = asked ?? usual;
  const tinted = color === undefined ? palette : {
    ...palette, zenith: mixColors(palette.zenith, color, 0.6), horizon: mixColors(palette.horizon, color, 0.3),
  };
  if (place.isInSpace) {
    const sky = { zenith: [6, 6, 20], horizon: [34, 22, 62], light: [222, 222, 240], isDark: true } as const;
    return { ...tinted, ...sky, far: [60, 54, 92], near: [22, 20, 40] };
  }
  if (weather.veil === undefined) return tinted;
  const { share } = weather.veil;
  const veil = grayscale(weather.veil.color, palette.isDark ?? false);
  const veiled = (color: Color, part = share) => mixColors(color, veil, part);
  return {
    ...tinted,
    zenith: veiled(tinted.zenith),
    horizon: veiled(tinted.horizon),
    far: veiled(tinted.far),
    near: veiled(tinted.near, share * 0.4),
    water: veiled(tinted.water, share * 0.6),
    light: mixColors(tinted.light, [veil[0], veil[1], veil[2]], share * 0.3),
  };
}

/** Water where things float or are crossed, or by chance where no place is named. */
function needsWater(random: Random, { place, things }: Depiction): boolean {
  const isChosen = random() < 0.6;
  if (place.hasWater || things.some(({ thing }) => thing.place === "water" || thing.place === "crossing")) return true;
  const isFree = place.ground === undefined && !place.isInSpace && things.every(({ thing }) => thing.place === "air");
  return isFree && isChosen;
}

/** Grass to stand on, where a place has no ground of its own. */
function groundFor({ place, things }: Depiction): Place["ground"] {
  if (place.ground !== undefined || place.isInSpace) return place.ground;
  const hasStanding = !place.hasCliff && things.some(({ thing }) => thing.place === "ground");
  return hasStanding ? { kind: "grass", color: [110, 150, 82] } : undefined;
}

export function layoutOf(random: Random, depiction: Depiction, { width, height }: Size): Layout {
  const { weather } = depiction;
  const palette = paletteOf(random, depiction);
  const hasWater = needsWater(random, depiction);
  const ground = groundFor(depiction);
  const isOpen = depiction.place.hasWater ?? false;
  const horizon = height * (isOpen ? between(random, 0.56, 0.62) : between(random, 0.64, 0.68));
  const cliff = { isLeft: random() < 0.5, top: height * between(random, 0.6, 0.66), edge: between(random, 0.52, 0.62) };
  // Not behind what stands on a cliff.
  const sunAcross = depiction.place.hasCliff ? between(random, 0.7, 0.88) : between(random, 0.15, 0.85);
  const sun = {
    x: width * (depiction.place.hasCliff && !cliff.isLeft ? 1 - sunAcross : sunAcross),
    y: height * between(random, 0.14, palette.isDark ? 0.3 : 0.42),
    radius: min(width, height) * between(random, 0.04, 0.07),
  };
  const shoreBelow = horizon + height * between(random, 0.08, 0.16);
  const shore = hasWater ? isOpen ? horizon : shoreBelow : 2 * height;
  const hasGround = ground !== undefined || depiction.place.isInSpace;
  const groundTop = !hasGround ? 2 * height
    : hasWater ? height * between(random, 0.8, 0.84) : horizon + height * between(random, 0, 0.03);
  return {
    width, height, palette, weather, horizon, groundTop, shore, sun,
    place: { ...depiction.place, ...ground && { ground } },
    unit: min(height, width * 1.3),
    ...depiction.place.hasCliff && { cliff },
  };
}
