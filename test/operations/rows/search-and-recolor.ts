/** `POST /v2beta/stable-image/edit/search-and-recolor` */
import { usualWithRatio } from "../edges.ts";
import { prompt, type Row } from "../row.ts";

export const row: Row = {
  name: "search-and-recolor",
  happened: `Recolored "door": "${prompt}"`,
  requests: [{
    path: "/v2beta/stable-image/edit/search-and-recolor",
    least: { image: "@opaque", prompt, selectPrompt: "door" },
    more: { growMask: 3, stylePreset: "anime", negativePrompt: "people", seed: 7, outputFormat: "png" },
    size: [64, 64],
    credits: 5,
    pictures: [["image", usualWithRatio]],
  }],
};
