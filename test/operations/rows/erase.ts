/** `POST /v2beta/stable-image/edit/erase` */
import { usual } from "../edges.ts";
import type { Row } from "../row.ts";

export const row: Row = {
  name: "erase",
  happened: "Erased what the mask covers",
  requests: [{
    path: "/v2beta/stable-image/edit/erase",
    least: { image: "@clear" },
    more: { mask: "@opaque", growMask: 0, seed: 7, outputFormat: "webp" },
    size: [64, 64],
    credits: 5,
    pictures: [["image", usual, { mask: "@opaque" }]],
  }],
};
