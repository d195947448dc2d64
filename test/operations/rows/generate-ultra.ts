/** `POST /v2beta/stable-image/generate/ultra` */
import { side, sidesFrom } from "../edges.ts";
import { prompt, type Row } from "../row.ts";

const range = "from 64 to 16,384";

export const row: Row = {
  name: "generate-ultra",
  happened: `Made 1 picture of "${prompt}"`,
  requests: [{
    path: "/v2beta/stable-image/generate/ultra",
    least: { prompt },
    more: {
      aspectRatio: "1:1", stylePreset: "anime", image: "@opaque", strength: 1, negativePrompt: "people", seed: 7,
      outputFormat: "webp",
    },
    size: [1024, 1024],
    credits: 8,
    prices: [[{ count: 3 }, 24]],
    pictures: [["image", [...sidesFrom(range), side("16385x64", "16384x64", range)], { strength: "0.5" }]],
  }],
};
