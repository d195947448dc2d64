/** `POST /v2beta/stable-image/edit/search-and-replace`, which v2alpha has as a mode of its inpainting. */
import { side, usual, usualWithRatio } from "../edges.ts";
import { prompt, type Row } from "../row.ts";

export const row: Row = {
  name: "search-and-replace",
  happened: `Replaced "door" by "${prompt}"`,
  requests: [
    {
      path: "/v2beta/stable-image/edit/search-and-replace",
      least: { image: "@opaque", prompt, searchPrompt: "door" },
      more: { growMask: 20, stylePreset: "anime", negativePrompt: "people", seed: 7, outputFormat: "jpeg" },
      size: [64, 64],
      credits: 5,
      pictures: [["image", usualWithRatio]],
    },
    {
      path: "/v2alpha/generation/stable-image/inpaint",
      least: { image: "@opaque", prompt, searchPrompt: "door", apiVersion: "v2alpha" },
      alsoSent: { mode: "search" },
      more: { negativePrompt: "people", seed: 7, outputFormat: "webp" },
      size: [64, 64],
      credits: 4,
      pictures: [["image", [...usual, side("66x63", "64x161")]]],
    },
  ],
};
