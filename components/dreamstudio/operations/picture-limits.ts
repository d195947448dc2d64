/** Which pictures an operation takes, as data. */
import type { Size } from "./engines.ts";

export interface PictureLimits {
  /** Of each side, in pixels. */
  side?: { min: number; max?: number };
  /** Of width times height. */
  pixels?: { min?: number; max?: number };
  /** How many times the longer side may be as long as the shorter one. */
  maxRatio?: number;
  /** The only sizes that are taken. */
  sizes?: readonly Size[];
  /** Media types, where not all of PNG, JPEG and WebP are taken. */
  contentTypes?: readonly string[];
}
