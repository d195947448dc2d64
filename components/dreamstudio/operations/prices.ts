/**
 * What an operation costs, in credits (a credit is a US cent). One picture, model or sound of today's API: Stability
 * AI's price list in force since 2025-08-01, as read on 2026-07-13. v2alpha and videos: the document of 2025-02-26, the
 * last that names a price.
 */
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
 * The price of a picture in v1 as the document of 2025-02-26 gives it: 0.9 credits for up to 30 steps, above in
 * proportion. That it is the price of each picture is our reading; the document does not say.
 */
export const creditsPerDrawing = (steps: number): number => 0.9 * Math.max(1, steps / 30);

/** The price of a sound of Stable Audio 2.0 by the live document of 2026: 20 credits for the usual 50 steps. */
export const creditsOfStableAudio2 = (steps: number): number => (1_700 + 6 * steps) / 100;
