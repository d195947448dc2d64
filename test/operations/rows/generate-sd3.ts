/** `POST /v2beta/stable-image/generate/sd3` */
import { sides } from "../edges.ts";
import { prompt, type Row } from "../row.ts";

export const row: Row = {
  name: "generate-sd3",
  happened: `Made 1 picture of "${prompt}"`,
  requests: [
    {
      path: "/v2beta/stable-image/generate/sd3",
      least: { prompt },
      more: {
        model: "sd3.5-flash", aspectRatio: "9:16", stylePreset: "anime", negativePrompt: "", cfgScale: "1.5",
        mode: "text-to-image", seed: 4_294_967_294, outputFormat: "webp",
      },
      size: [768, 1344],
      credits: 2.5,
      prices: [
        [{ model: undefined }, 6.5],
        [{ model: "sd3.5-large-turbo" }, 4],
        [{ model: "sd3.5-medium", count: 3 }, 10.5],
        [{ model: "sd3.5-flash", count: 2 }, 5],
      ],
    },
    {
      path: "/v2beta/stable-image/generate/sd3",
      least: { prompt, image: "@wide", strength: "0" },
      alsoSent: { mode: "image-to-image" },
      more: { model: "sd3.5-medium", seed: 7, outputFormat: "jpeg" },
      size: [1254, 836],
      credits: 3.5,
      pictures: [["image", sides]],
    },
  ],
};
