/** `POST /v2beta/stable-image/upscale/fast` */
import { defineGeneration } from "../../generation.ts";
import { forPaidPictures } from "../../parameters/client.ts";
import { prices } from "../../prices.ts";
import * as v2 from "../parameters.ts";
import { image } from "../pictures.ts";
import { makesPicture } from "../rules.ts";

export const upscaleFast = defineGeneration({
  ...makesPicture,
  name: "upscale-fast",
  paths: { v2beta: "/v2beta/stable-image/upscale/fast" },
  parameters: {
    image: { ...image, limits: { side: { min: 32, max: 1_536 }, pixels: { min: 1_024, max: 1_048_576 } } },
    outputFormat: v2.outputFormat,
    ...forPaidPictures,
  },
  credits: () => prices["upscale-fast"],
});
