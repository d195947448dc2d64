/** `POST /v2beta/stable-image/generate/core` */
import { prompt, type Row } from "../row.ts";

export const row: Row = {
  name: "generate-core",
  happened: `Made 1 picture of "${prompt}"`,
  requests: [{
    path: "/v2beta/stable-image/generate/core",
    least: { prompt },
    more: {
      aspectRatio: "21:9", stylePreset: "pixel-art", negativePrompt: "people", seed: "7", outputFormat: "jpeg", count: 1,
    },
    size: [2304, 960],
    credits: 3,
    prices: [[{ count: 10 }, 30]],
  }],
};
