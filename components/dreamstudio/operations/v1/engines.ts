/** What is known of the engines of v1: which sizes each draws, and which ones api.stability.ai has retired. */
import { sizesInWords, type Size } from "../size.ts";
import { entryOf } from "../table.ts";

/** Sides are multiples of 64 everywhere; an engine takes either listed sizes or all within some limits. */
export type EngineSizes =
  | { listed: readonly Size[] }
  | {
    side: { min: number; max: number };
    pixels?: { min: number; max: number };
    /** Only one of the two sides may be longer than this. */
    shorterSideMax?: number;
  };

export interface Engine {
  /** The sizes it draws from a prompt; an upscaler has none. */
  sizes?: EngineSizes;
  /** What a side is if it is not given, where a document tells it. */
  defaultSide?: number;
  /** The day from which api.stability.ai answers 404. */
  retiredOn?: string;
  /** What to use instead, if it is not the default engine. */
  replacedBy?: string;
}

export const sideStep = 64;

export const defaultEngineId = "stable-diffusion-xl-1024-v1-0";

export const defaultUpscalerId = "esrgan-v1-x2plus";

export const latentUpscalerId = "stable-diffusion-x4-latent-upscaler";

const upscaleOfToday = "**Upscale Image Fast**";

export const sdxlSide = 1024;

/** From the official v1 documents of August 2023 and February 2025. */
export const sdxlSizes = {
  listed: [
    { width: 1024, height: 1024 },
    { width: 1152, height: 896 },
    { width: 896, height: 1152 },
    { width: 1216, height: 832 },
    { width: 832, height: 1216 },
    { width: 1344, height: 768 },
    { width: 768, height: 1344 },
    { width: 1536, height: 640 },
    { width: 640, height: 1536 },
  ],
} as const satisfies EngineSizes;

/** The documents give the pixels of the 512 and 768 engines; the longest side follows from the shortest, 128. */
const sizesFrom = (minPixels: number): EngineSizes => ({
  side: { min: 128, max: 1_048_576 / 128 },
  pixels: { min: minPixels, max: 1_048_576 },
});
const sizesOf512Engines = sizesFrom(262_144);
const sizesOf768Engines = sizesFrom(589_824);

/**
 * Retirements: 2025-07-24 and 2024-10-11 are Stability AI's own notices; "by 15 November 2023" was announced
 * for the older engines, which users no longer found on 2023-12-07; the latent upscaler was first missed on 2023-11-20.
 */
export const engines: Readonly<Record<string, Engine>> = {
  [defaultEngineId]: { sizes: sdxlSizes, defaultSide: sdxlSide },
  "stable-diffusion-v1-6": { sizes: { side: { min: 320, max: 1536 } }, defaultSide: 512, retiredOn: "2025-07-24" },
  "stable-diffusion-xl-1024-v0-9": { sizes: sdxlSizes, defaultSide: sdxlSide, retiredOn: "2024-10-11" },
  "stable-diffusion-xl-beta-v2-2-2": {
    sizes: { side: { min: 128, max: 896 }, shorterSideMax: 512 },
    defaultSide: 512,
    retiredOn: "2024-10-11",
  },
  "stable-diffusion-512-v2-1": { sizes: sizesOf512Engines, defaultSide: 512, retiredOn: "2024-10-11" },
  "stable-diffusion-768-v2-1": { sizes: sizesOf768Engines, retiredOn: "2023-11-15" },
  "stable-diffusion-512-v2-0": { sizes: sizesOf512Engines, defaultSide: 512, retiredOn: "2023-11-15" },
  "stable-diffusion-v1-5": { sizes: sizesOf512Engines, defaultSide: 512, retiredOn: "2023-11-15" },
  "stable-inpainting-512-v2-0": { sizes: sizesOf512Engines, defaultSide: 512, retiredOn: "2023-11-15" },
  [defaultUpscalerId]: { retiredOn: "2024-10-11", replacedBy: upscaleOfToday },
  [latentUpscalerId]: { retiredOn: "2023-11-20", replacedBy: upscaleOfToday },
};

const multiplesBetween = (min: number, max: number): number[] => {
  const multiples: number[] = [];
  for (let side = Math.ceil(min / sideStep) * sideStep; side <= max; side += sideStep) multiples.push(side);
  return multiples;
};

const isWithin = ({ min, max }: { min: number; max: number }, value: number) => value >= min && value <= max;

/** All sizes that an engine draws, among those with the given sides. */
export function sizesOf(sizes: EngineSizes, given: Partial<Size> = {}): Size[] {
  const hasWidth = (width: number) => width === (given.width ?? width);
  const hasHeight = (height: number) => height === (given.height ?? height);
  if ("listed" in sizes) return sizes.listed.filter(({ width, height }) => hasWidth(width) && hasHeight(height));
  const { side, pixels = { min: 0, max: Infinity }, shorterSideMax = Infinity } = sizes;
  const sides = multiplesBetween(side.min, side.max);
  return sides.filter(hasWidth).flatMap((width) => sides.filter(hasHeight).map((height) => ({ width, height })))
    .filter(({ width, height }) => isWithin(pixels, width * height) && Math.min(width, height) <= shorterSideMax);
}

/** How far apart two lengths are, in proportion. */
const change = (one: number, other: number) => Math.abs(Math.log(one / other));

/**
 * The size an engine draws that comes closest to the given sides: first by its ratio, then by its area. A side that is
 * given alone has no ratio; the closest one counts.
 */
export function nearestSize(sizes: EngineSizes, { width, height }: Partial<Size>): Size | undefined {
  const distances = (size: Size): [number, number] => width === undefined || height === undefined
    ? [change(size.width, width ?? size.width), change(size.height, height ?? size.height)]
    : [change(size.width / size.height, width / height), change(size.width * size.height, width * height)];
  const isNearer = (one: Size, other: Size) => {
    const [[first, second], [otherFirst, otherSecond]] = [distances(one), distances(other)];
    return first === otherFirst ? second < otherSecond : first < otherFirst;
  };
  const [first, ...others] = sizesOf(sizes);
  return first && others.reduce((best, size) => isNearer(size, best) ? size : best, first);
}

/** What is known of an engine besides what the API tells, in words; nothing for one that is not known. */
export function factsOf(id: string): { sizes?: string; retiredOn?: string; replacedBy?: string } {
  const engine = entryOf(engines, id);
  if (engine === undefined) return {};
  const { sizes, retiredOn, replacedBy = defaultEngineId } = engine;
  return {
    ...sizes && { sizes: sizesOfEngineInWords(sizes) },
    ...retiredOn !== undefined && { retiredOn, replacedBy },
  };
}

function sizesOfEngineInWords(sizes: EngineSizes): string {
  if ("listed" in sizes) return sizesInWords(sizes.listed);
  const { side, pixels, shorterSideMax } = sizes;
  return [
    `sides from ${side.min} to ${side.max} pixels in steps of ${sideStep}`,
    ...shorterSideMax === undefined ? [] : [`only one of them above ${shorterSideMax}`],
    ...pixels === undefined ? [] : [`${pixels.min} to ${pixels.max} pixels in all`],
  ].join(", ");
}
