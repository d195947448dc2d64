/** The pictures that operations of v2beta and v2alpha take. Source: the official document of February 2025. */
import { picture, pictureHint } from "../parameters/picture-input.ts";

/** What most operations take. */
export const usualLimits = { side: { min: 64 }, pixels: { min: 4_096, max: 9_437_184 } } as const;

/** What most operations take that draw anew from the whole picture: from 1:2.5 to 2.5:1. */
export const usualRatio = { maxRatio: 2.5 } as const;

export const image = {
  ...picture,
  wire: "image",
  required: true,
  label: "Image: File Path or URL",
  description: `The picture to change. ${pictureHint}`,
  limits: usualLimits,
} as const;

export const imageOfUsualRatio = { ...image, limits: { ...usualLimits, ...usualRatio } } as const;

export const optionalImage = {
  ...picture,
  wire: "image",
  label: "Image: File Path or URL",
  description: `A picture to begin with; it needs a \`strength\`. ${pictureHint}`,
} as const;

export const mask = {
  ...picture,
  wire: "mask",
  label: "Mask: File Path or URL",
  description: "What to change, in white; what is black stays, gray is between. A mask of another size is resized to "
    + `that of \`image\`. Without a mask, what is transparent in \`image\` is changed. ${pictureHint}`,
} as const;
