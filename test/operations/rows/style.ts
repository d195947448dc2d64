/** `POST /v2beta/stable-image/control/style` */
import { usualWithRatio } from "../edges.ts";
import { prompt, type Row } from "../row.ts";

export const row: Row = {
  name: "style",
  happened: `Drew "${prompt}" in the style of another picture`,
  requests: [{
    path: "/v2beta/stable-image/control/style",
    least: { image: "@opaque", prompt },
    more: {
      aspectRatio: "5:4", fidelity: 0, stylePreset: "anime", negativePrompt: "people", seed: 7, outputFormat: "jpeg",
    },
    size: [1144, 915],
    credits: 5,
    pictures: [["image", usualWithRatio]],
  }],
};
