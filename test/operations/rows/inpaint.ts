/** `POST /v2beta/stable-image/edit/inpaint`, and the inpainting of v2alpha with its two modes. */
import { usual } from "../edges.ts";
import { prompt, type Row } from "../row.ts";

const inV2alpha = "/v2alpha/generation/stable-image/inpaint";

export const row: Row = {
  name: "inpaint",
  happened: `Drew "${prompt}" into the picture`,
  requests: [
    {
      path: "/v2beta/stable-image/edit/inpaint",
      least: { image: "@clear", prompt },
      more: {
        mask: "@opaque", growMask: "100", stylePreset: "anime", negativePrompt: "people", seed: 7, outputFormat: "jpeg",
      },
      size: [64, 64],
      credits: 5,
      pictures: [["image", usual, { mask: "@opaque" }]],
    },
    {
      path: inV2alpha,
      least: { image: "@clear", prompt, apiVersion: "v2alpha" },
      alsoSent: { mode: "mask" },
      more: { mode: "mask", negativePrompt: "people", seed: 7, outputFormat: "png" },
      size: [64, 64],
      credits: 3,
    },
    {
      path: inV2alpha,
      least: { image: "@opaque", prompt, searchPrompt: "door", apiVersion: "v2alpha" },
      alsoSent: { mode: "search" },
      more: { mode: "search", outputFormat: "webp" },
      size: [64, 64],
      credits: 4,
      pictures: [["image", usual]],
    },
  ],
};
