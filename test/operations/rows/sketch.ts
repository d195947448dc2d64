/** `POST /v2beta/stable-image/control/sketch` */
import { pixels, ratios, sides } from "../edges.ts";
import { prompt, type Row } from "../row.ts";

export const row: Row = {
  name: "sketch",
  happened: `Drew "${prompt}" from a sketch`,
  requests: [{
    path: "/v2beta/stable-image/control/sketch",
    least: { image: "@opaque", prompt },
    more: { controlStrength: 0, stylePreset: "anime", negativePrompt: "people", seed: 7, outputFormat: "webp" },
    size: [64, 64],
    credits: 5,
    pictures: [["image", [...sides, pixels("3072x3072", "3072x3073", "9,440,256", "at most 9,437,184"), ...ratios]]],
  }],
};
