/** `POST /v2beta/stable-image/control/structure` */
import { usualWithRatio } from "../edges.ts";
import { prompt, type Row } from "../row.ts";

export const row: Row = {
  name: "structure",
  happened: `Drew "${prompt}" with the structure of another picture`,
  requests: [{
    path: "/v2beta/stable-image/control/structure",
    least: { image: "@opaque", prompt },
    more: { controlStrength: "1", stylePreset: "anime", negativePrompt: "people", seed: 7, outputFormat: "jpeg" },
    size: [64, 64],
    credits: 5,
    pictures: [["image", usualWithRatio]],
  }],
};
