/** `POST /v2beta/stable-image/edit/erase` */
import { defineGeneration } from "../../generation.ts";
import { forPaidPictures } from "../../parameters/client.ts";
import { prices } from "../../prices.ts";
import * as v2 from "../parameters.ts";
import { image, mask } from "../pictures.ts";
import { makesPicture, maskFitsAsStored, maskIsGiven, noteOfMask } from "../rules.ts";

export const erase = defineGeneration({
  ...makesPicture,
  name: "erase",
  paths: { v2beta: "/v2beta/stable-image/edit/erase" },
  parameters: {
    image,
    mask,
    growMask: { ...v2.growMask, apiDefault: 5 },
    seed: v2.seed,
    outputFormat: v2.outputFormat,
    ...forPaidPictures,
  },
  rules: [maskIsGiven, maskFitsAsStored],
  notes: noteOfMask,
  credits: () => prices.erase,
});
