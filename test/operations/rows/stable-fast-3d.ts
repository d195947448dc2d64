/** `POST /v2beta/3d/stable-fast-3d` */
import { pixels, sides } from "../edges.ts";
import type { Row } from "../row.ts";

export const row: Row = {
  name: "stable-fast-3d",
  makes: "model",
  happened: "Made 1 model from a picture",
  requests: [{
    path: "/v2beta/3d/stable-fast-3d",
    accept: "*/*",
    least: { image: "@opaque" },
    more: { textureResolution: "512", foregroundRatio: "0.5", remesh: "quad", vertexCount: 500 },
    credits: 10,
    pictures: [["image", [...sides, pixels("2048x2048", "2048x2049", "4,196,352", "from 4,096 to 4,194,304")]]],
  }],
};
