/** `POST /v2beta/stable-image/upscale/fast` */
import { pixels, side } from "../edges.ts";
import type { Row } from "../row.ts";

const range = "from 32 to 1,536";

export const row: Row = {
  name: "upscale-fast",
  happened: "Enlarged 64x64 to",
  requests: [{
    path: "/v2beta/stable-image/upscale/fast",
    least: { image: "@opaque" },
    more: { outputFormat: "jpeg" },
    size: [256, 256],
    credits: 2,
    pictures: [["image", [
      side("31x34", "32x32", range),
      side("1537x64", "1536x64", range),
      pixels("1024x1024", "1024x1025", "1,049,600", "from 1,024 to 1,048,576"),
    ]]],
  }],
};
