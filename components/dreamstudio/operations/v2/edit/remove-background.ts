/** `POST /v2beta/stable-image/edit/remove-background` */
import { defineGeneration } from "../../generation.ts";
import { forPaidPictures } from "../../parameters/client.ts";
import { prices } from "../../prices.ts";
import * as v2 from "../parameters.ts";
import { image } from "../pictures.ts";
import { makesPicture } from "../rules.ts";

/** JPEG has no transparency. */
const outputFormat = { ...v2.outputFormat, options: ["png", "webp"], antiExamples: [{ value: "jpeg", reason: "one of" }] } as const;

export const removeBackground = defineGeneration({
  ...makesPicture,
  name: "remove-background",
  paths: { v2beta: "/v2beta/stable-image/edit/remove-background" },
  parameters: {
    image: { ...image, limits: { side: { min: 64 }, pixels: { min: 4_096, max: 4_194_304 } } },
    outputFormat,
    ...forPaidPictures,
  },
  credits: () => prices["remove-background"],
});
