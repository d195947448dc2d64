/** `POST /v1/generation/{engine_id}/image-to-image/masking` */
import { v1Paths } from "../api-version.ts";
import { defineGeneration } from "../generation.ts";
import type { Rule } from "../operation.ts";
import type { Picture } from "../parameter.ts";
import { problemOfTurned } from "../parameters/turned.ts";
import * as drawing from "./diffusion.ts";
import * as v1 from "./parameters.ts";
import { initImage, maskImage } from "./pictures.ts";
import * as rules from "./rules.ts";

const maskSource = {
  kind: "choice",
  wire: "mask_source",
  required: true,
  options: ["MASK_IMAGE_WHITE", "MASK_IMAGE_BLACK", "INIT_IMAGE_ALPHA"],
  label: "Mask Source",
  description: "What is redrawn: the white parts of the mask image, its black parts, or the transparent parts of the "
    + "init image.",
  examples: ["MASK_IMAGE_WHITE", "INIT_IMAGE_ALPHA"],
  antiExamples: [{ value: "WHITE", reason: "one of" }],
} as const;

interface MaskValues {
  maskSource: "MASK_IMAGE_WHITE" | "MASK_IMAGE_BLACK" | "INIT_IMAGE_ALPHA";
  initImage: Picture;
  maskImage: Picture;
}

const maskIsGiven: Rule<MaskValues> = {
  concerns: ["maskImage", "maskSource"],
  problem({ maskSource: source, maskImage: mask }) {
    if (source === undefined || source === "INIT_IMAGE_ALPHA" || mask !== undefined) return undefined;
    return `${source} needs a mask image; give one, or choose INIT_IMAGE_ALPHA`;
  },
};

const maskFitsInitImage: Rule<MaskValues> = {
  concerns: ["maskImage"],
  problem({ initImage: picture, maskImage: mask }) {
    if (picture === undefined || mask === undefined) return undefined;
    if (mask.width === picture.width && mask.height === picture.height) return undefined;
    return problemOfTurned(picture, mask) ?? `is ${mask.width}x${mask.height}, but must be of the size of the init image, ${picture.width}x${picture.height}`;
  },
};

const initImageHasAlpha: Rule<MaskValues> = {
  concerns: ["initImage", "maskSource"],
  problem({ maskSource: source, initImage: picture }) {
    if (source !== "INIT_IMAGE_ALPHA" || picture === undefined || picture.hasAlpha) return undefined;
    return "INIT_IMAGE_ALPHA needs an init image that can be transparent, and this one has no alpha channel; "
      + "give a PNG or WebP with one, or a mask image";
  },
};

export const masking = defineGeneration({
  ...rules.drawsFromPicture,
  name: "masking",
  paths: v1Paths("/generation/{engine_id}/image-to-image/masking"),
  parameters: {
    initImage,
    maskSource,
    prompt: { ...v1.prompt, description: "What the masked part shows afterwards." },
    maskImage,
    ...v1.promptsAndEngine,
    stepScheduleStart: { ...drawing.stepScheduleStart, versions: ["v1alpha"] },
    stepScheduleEnd: { ...drawing.stepScheduleEnd, versions: ["v1alpha"] },
    ...v1.olderSize,
    ...drawing.diffusion,
  },
  rules: [...rules.ofDrawingFromPicture, maskIsGiven, maskFitsInitImage, initImageHasAlpha],
});
