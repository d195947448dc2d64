/** The pictures that operations of v1 take. Sources: the official v1 documents of 2023. */
import { picture, pictureHint } from "../parameters/picture-input.ts";

export const initImage = {
  ...picture,
  wire: "init_image",
  required: true,
  label: "Init Image: File Path or URL",
  description: `The picture to begin with. ${pictureHint} Stable Diffusion XL takes only pictures of the sizes that it draws.`,
} as const;

export const maskImage = {
  ...picture,
  wire: "mask_image",
  label: "Mask Image: File Path or URL",
  description: `Tells in black and white what to redraw; grey redraws in part. The same size as the init image. ${pictureHint}`,
} as const;

export const image = {
  ...picture,
  wire: "image",
  required: true,
  label: "Image: File Path or URL",
  description: `The picture to enlarge. ${pictureHint}`,
} as const;
