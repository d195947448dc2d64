/** `POST /v2beta/3d/stable-point-aware-3d` */
import { pixels, sides } from "../edges.ts";
import type { Row } from "../row.ts";

export const row: Row = {
  name: "stable-point-aware-3d",
  makes: "model",
  happened: "Made 1 model from a picture",
  requests: [{
    path: "/v2beta/3d/stable-point-aware-3d",
    accept: "*/*",
    least: { image: "@opaque" },
    more: {
      textureResolution: "512", foregroundRatio: "2", remesh: "triangle", targetType: "face", targetCount: 500,
      guidanceScale: "2.5", seed: 7,
    },
    credits: 4,
    pictures: [["image", [...sides, pixels("2048x2048", "2048x2049", "4,196,352", "from 4,096 to 4,194,304")]]],
  }],
};
