/** Which sizes the engines of v1 draw, and how v1 refuses others. */
import type { Size } from "../drawing/pixels/picture.ts";
import type { SizeFamily } from "../state/engines.ts";
import {
  badRequest,
  invalidHeightOrWidth,
  invalidPixelCount,
  invalidSdxlBetaDimensions,
  invalidSdxlDimensions,
} from "./errors.ts";

/** In the order in which the real API lists them. */
const sdxlDimensions = [
  "1024x1024", "1152x896", "1216x832", "1344x768", "1536x640", "640x1536", "768x1344", "832x1216", "896x1152",
];

/** The documents give 512, and 1024 for SDXL; that the 768 engines default to their own size is our guess. */
const defaultSides: Readonly<Record<SizeFamily, number>> = {
  sdxl: 1024,
  "sdxl-beta": 512,
  "sd-1.6": 512,
  512: 512,
  768: 768,
  esrgan: 512,
  "latent-upscaler": 512,
};

const maxPixels = 1_048_576;

function requirePixels(family: SizeFamily, width: number, height: number, minPixels: number): void {
  const pixels = width * height;
  if (pixels < minPixels || pixels > maxPixels) throw invalidPixelCount(family, minPixels, maxPixels, pixels);
}

function requireFamily(family: SizeFamily, width: number, height: number): void {
  switch (family) {
    case "sdxl":
      if (!sdxlDimensions.includes(`${width}x${height}`)) throw invalidSdxlDimensions(sdxlDimensions, width, height);
      return;
    case "sdxl-beta":
      if (Math.max(width, height) > 896 || Math.min(width, height) > 512) {
        throw invalidSdxlBetaDimensions(width, height);
      }
      return;
    case "sd-1.6":
      if (Math.min(width, height) < 320 || Math.max(width, height) > 1536) {
        throw badRequest("height and width: must be between 320 and 1536");
      }
      return;
    case "512":
      requirePixels(family, width, height, 262_144);
      return;
    case "768":
      requirePixels(family, width, height, 589_824);
      return;
    case "esrgan":
    case "latent-upscaler":
      throw badRequest("engine_id: this engine does not draw from a prompt");
  }
}

type AskedSize = { [Side in keyof Size]?: Size[Side] | undefined };

/**
 * The size to draw.
 * @throws V1Error if the engine does not draw it
 */
export function requireSize(family: SizeFamily, given: AskedSize): Size {
  const { width = defaultSides[family], height = defaultSides[family] } = given;
  if (family !== "sdxl" && (width % 64 !== 0 || height % 64 !== 0)) throw invalidHeightOrWidth();
  requireFamily(family, width, height);
  return { width, height };
}

/**
 * The size to draw from an image: its own, where no other is asked (v1 takes no other).
 * @throws V1Error if the engine does not draw it
 */
export const requireSizeWithImage = (family: SizeFamily, { width, height }: AskedSize, image: Size): Size =>
  requireSize(family, { width: width ?? image.width, height: height ?? image.height });
