/** `POST /v2beta/stable-image/control/style-transfer` */
import { ratios, side, sidesFrom, usualPixels } from "../edges.ts";
import type { Row } from "../row.ts";

const range = "from 64 to 16,383";

export const row: Row = {
  name: "style-transfer",
  happened: "Gave the picture the style of another one",
  requests: [{
    path: "/v2beta/stable-image/control/style-transfer",
    least: { initImage: "@opaque", styleImage: "@wide" },
    more: {
      prompt: "", styleStrength: 0, compositionFidelity: 1, changeStrength: "0.1", negativePrompt: "people", seed: 7,
      outputFormat: "webp",
    },
    size: [1024, 1024],
    credits: 8,
    pictures: [
      ["initImage", [...sidesFrom(range), usualPixels, ...ratios]],
      ["styleImage", [...sidesFrom(range), usualPixels, side("16384x64", "16383x64", range)]],
    ],
  }],
};
