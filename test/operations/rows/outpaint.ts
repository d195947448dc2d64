/** `POST /v2beta/stable-image/edit/outpaint` */
import { usualWithRatio } from "../edges.ts";
import type { Row } from "../row.ts";

export const row: Row = {
  name: "outpaint",
  happened: "Extended 64x64 to",
  requests: [{
    path: "/v2beta/stable-image/edit/outpaint",
    least: { image: "@opaque", left: 8 },
    more: {
      right: "16", up: 24, down: 0, prompt: "", creativity: 0, stylePreset: "anime", seed: 7, outputFormat: "webp",
    },
    size: [88, 88],
    credits: 4,
    pictures: [["image", usualWithRatio]],
  }],
};
