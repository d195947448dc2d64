/** `POST /v2beta/image-to-video` and the same in v2alpha, which are started. */
import { z } from "zod";
import { film } from "../../../drawing/effects/film.ts";
import { number, seed } from "../../fields.ts";
import { untilVideoEnded } from "../../lifetimes.ts";
import { operation } from "../../operation.ts";
import { picture } from "../../pictures.ts";

const largestMotion = 255;

const schema = z.object({
  image: picture({ sizes: ["1024x576", "576x1024", "768x768"], formats: ["jpeg", "png"] }),
  seed,
  cfg_scale: number(0, 10).default(1.8),
  motion_bucket_id: number(1, largestMotion).default(127),
});

export const imageToVideo = operation({
  path: "/v2beta/image-to-video",
  lifetime: untilVideoEnded,
  makes: "video",
  isStarted: true,
  schema: () => schema,
  price: 20,
  prompts: () => [],
  draw: async ({ image, motion_bucket_id: motion }, seed) =>
    ({ contentType: "video/mp4", bytes: await film(image, { seed, motion }) }),
});

export const alphaImageToVideo = operation({
  ...imageToVideo,
  path: "/v2alpha/generation/image-to-video",
  hasBodyLimit: false,
});
