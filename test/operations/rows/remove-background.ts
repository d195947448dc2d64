/** `POST /v2beta/stable-image/edit/remove-background` */
import { pixels, sides } from "../edges.ts";
import type { Row } from "../row.ts";

export const row: Row = {
  name: "remove-background",
  happened: "Removed the background",
  requests: [{
    path: "/v2beta/stable-image/edit/remove-background",
    least: { image: "@opaque" },
    more: { outputFormat: "webp" },
    size: [64, 64],
    credits: 5,
    pictures: [["image", [...sides, pixels("2048x2048", "2048x2049", "4,196,352", "from 4,096 to 4,194,304")]]],
  }],
};
