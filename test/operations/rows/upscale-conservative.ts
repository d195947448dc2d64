/** `POST /v2beta/stable-image/upscale/conservative` */
import { usualWithRatio } from "../edges.ts";
import { prompt, type Row } from "../row.ts";

export const row: Row = {
  name: "upscale-conservative",
  happened: "Enlarged 64x64 to",
  requests: [{
    path: "/v2beta/stable-image/upscale/conservative",
    least: { image: "@opaque", prompt },
    more: { creativity: "0.2", negativePrompt: "people", seed: 7, outputFormat: "jpeg" },
    size: [3112, 3112],
    credits: 40,
    pictures: [["image", usualWithRatio]],
  }],
};
