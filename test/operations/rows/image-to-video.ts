/** `POST /v2beta/image-to-video`, also in v2alpha */
import type { Edge } from "../edges.ts";
import type { Row } from "../row.ts";

const sizes = "is 768x767, but must be of one of the sizes 1024x576, 576x1024, 768x768";

const edges: readonly Edge[] = [
  ...["768x768", "1024x576", "576x1024"].map((passes) => ({ passes, fails: "768x767", reason: sizes })),
  { passes: "768x768 jpeg", fails: "768x768 webp", reason: "is WebP, but must be JPEG or PNG" },
];

export const row: Row = {
  name: "image-to-video",
  makes: "video",
  isStarted: true,
  happened: "Made 1 video from a picture",
  requests: [["v2beta", "/v2beta/image-to-video"], ["v2alpha", "/v2alpha/generation/image-to-video"]].map(
    ([apiVersion, path = ""]) => ({
      path,
      least: { image: "@still", apiVersion },
      more: { motionBucketId: "255", cfgScale: 0, seed: 7 },
      size: [768, 768],
      credits: 20,
      pictures: [["image", edges]],
    }),
  ),
};
