/** Stability AI's price list of today's API, and the last document that names the prices of v1, v2alpha and videos. */
export const priceSources = {
  list: { inForceSince: "2025-08-01", readOn: "2026-07-13" },
  document: { readOn: "2025-02-26" },
} as const;

/** What an operation costs, in credits (a credit is a US cent): one picture, model or sound. */
export const prices = {
  "generate-ultra": 8,
  "generate-core": 3,
  "sd3.5-large": 6.5,
  "sd3.5-large-turbo": 4,
  "sd3.5-medium": 3.5,
  "sd3.5-flash": 2.5,
  "upscale-fast": 2,
  "upscale-conservative": 40,
  "upscale-creative": 60,
  erase: 5,
  inpaint: 5,
  outpaint: 4,
  "search-and-replace": 5,
  "search-and-recolor": 5,
  "remove-background": 5,
  "replace-background-and-relight": 8,
  sketch: 5,
  structure: 5,
  style: 5,
  "style-transfer": 8,
  "stable-fast-3d": 10,
  "stable-point-aware-3d": 4,
  "stable-audio-2.5": 20,
  "stable-audio-3": 26,
  "image-to-video": 20,
  "v2alpha upscale-creative": 25,
  "v2alpha inpaint by mask": 3,
  "v2alpha inpaint by search": 4,
} as const;

/**
 * The price of a picture in v1 as the last document gives it: 0.9 credits for up to 30 steps, above in
 * proportion. That it is the price of each picture is our reading; the document does not say.
 */
export const creditsPerDrawing = (steps: number): number => 0.9 * Math.max(1, steps / 30);

/** The price of a sound of Stable Audio 2.0 by the live document of 2026: 20 credits for the usual 50 steps. */
export const creditsOfStableAudio2 = (steps: number): number => (1_700 + 6 * steps) / 100;
