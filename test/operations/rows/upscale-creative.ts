/** `POST /v2beta/stable-image/upscale/creative`, also in v2alpha */
import { oneMegapixel, sides } from "../edges.ts";
import { prompt, type Row } from "../row.ts";

export const row: Row = {
  name: "upscale-creative",
  isStarted: true,
  happened: "Enlarged 64x64 to",
  requests: [
    {
      path: "/v2beta/stable-image/upscale/creative",
      least: { image: "@opaque", prompt },
      more: { creativity: 0.1, stylePreset: "anime", negativePrompt: "people", seed: 7, outputFormat: "jpeg" },
      size: [3152, 3152],
      credits: 60,
      pictures: [["image", [...sides, oneMegapixel]]],
    },
    {
      path: "/v2alpha/generation/stable-image/upscale",
      least: { image: "@opaque", prompt, apiVersion: "v2alpha" },
      more: { creativity: "0.5", stylePreset: "anime", negativePrompt: "people", seed: 7, outputFormat: "jpeg" },
      size: [3152, 3152],
      credits: 25,
      pictures: [["image", [...sides, oneMegapixel]]],
    },
  ],
};
