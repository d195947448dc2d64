/** `POST /v2beta/image-to-video`, which api.stability.ai has no more. */
import { defineGeneration } from "../../generation.ts";
import { forPaidPictures } from "../../parameters/client.ts";
import { picture, pictureHint } from "../../parameters/picture-input.ts";
import { prices } from "../../prices.ts";
import * as v2 from "../parameters.ts";
import { isNotDiscontinued } from "../rules.ts";

/** Stability AI's notice of 2025-07-24. */
export const videosAreServed = isNotDiscontinued("Image to Video", "2025-07-24");

const image = {
  ...picture,
  wire: "image",
  required: true,
  label: "Image: File Path or URL",
  description: `The first frame; the video has its size. ${pictureHint}`,
  limits: {
    contentTypes: ["image/jpeg", "image/png"],
    sizes: [{ width: 1024, height: 576 }, { width: 576, height: 1024 }, { width: 768, height: 768 }],
  },
} as const;

const cfgScale = {
  kind: "number",
  wire: "cfg_scale",
  min: 0,
  max: 10,
  apiDefault: 1.8,
  label: "CFG Scale",
  description: "How closely the video keeps to the image; lower values leave it more freedom.",
  examples: ["1.8", 0, 10],
  antiExamples: [
    { value: -0.1, reason: "at least 0" },
    { value: 10.1, reason: "at most 10" },
  ],
} as const;

const motionBucketId = {
  kind: "integer",
  wire: "motion_bucket_id",
  min: 1,
  max: 255,
  apiDefault: 127,
  label: "Motion Bucket ID",
  description: "How much moves: the higher, the more.",
  examples: [40, "255", 1],
  antiExamples: [
    { value: 0, reason: "at least 1" },
    { value: 256, reason: "at most 255" },
  ],
} as const;

export const imageToVideo = defineGeneration({
  name: "image-to-video",
  method: "POST",
  saves: true,
  paths: { v2beta: "/v2beta/image-to-video", v2alpha: "/v2alpha/generation/image-to-video" },
  encoding: "form",
  parameters: {
    image,
    motionBucketId,
    cfgScale,
    seed: v2.seed,
    waitForResult: v2.waitForResult,
    ...forPaidPictures,
    apiVersion: v2.apiVersion,
  },
  rules: [videosAreServed],
  startsA: "video",
  accept: () => "application/json",
  credits: () => prices["image-to-video"],
});
