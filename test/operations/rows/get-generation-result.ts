/** `GET /v2beta/results/{id}`, and the other addresses of results */
import type { Row } from "../row.ts";

const id = "a".repeat(64);

export const row: Row = {
  name: "get-generation-result",
  makes: "nothing",
  requests: [
    ["v2beta", "picture", "/v2beta/results/", "*/*"],
    ["v2alpha", "picture", "/v2alpha/generation/stable-image/upscale/result/", "image/*"],
    ["v2beta", "upscale-creative", "/v2beta/stable-image/upscale/creative/result/", "image/*"],
    ["v2alpha", "upscale-creative", "/v2alpha/generation/stable-image/upscale/result/", "image/*"],
    ["v2beta", "video", "/v2beta/image-to-video/result/", "video/*"],
    ["v2beta", "audio", "/v2beta/audio/results/", "audio/*"],
    ["v2alpha", "video", "/v2alpha/generation/image-to-video/result/", "video/*"],
  ].map(([apiVersion, generationType, path = "", accept = ""]) =>
    ({ path: `${path}${id}`, accept, least: { id, generationType, apiVersion }, sent: {} })),
};
