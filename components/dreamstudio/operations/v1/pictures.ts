/** The pictures that operations of v1 take. Sources: the official v1 documents of 2023. */
import { picture, pictureHint } from "../parameters/picture-input.ts";

export const initImage = {
  ...picture,
  wire: "init_image",
  required: true,
  label: "Init Image: File Path or URL",
  description: `The picture to begin with. Stable Diffusion XL takes only pictures of the sizes that it draws. ${pictureHint}`,
} as const;

export const maskImage = {
  ...picture,
  wire: "mask_image",
  label: "Mask Image: File Path or URL",
  description: `What to redraw, in black and white; gray redraws in part. It has the size of \`initImage\`. ${pictureHint}`,
} as const;

export const image = {
  ...picture,
  wire: "image",
  required: true,
  label: "Image: File Path or URL",
  description: `The picture to enlarge. ${pictureHint}`,
} as const;
