/** `POST /v2beta/stable-image/edit/replace-background-and-relight` */
import { defineGeneration } from "../../generation.ts";
import { forPaidPictures } from "../../parameters/client.ts";
import type { Rule } from "../../operation.ts";
import type { Picture } from "../../parameter.ts";
import { picture, pictureHint } from "../../parameters/picture-input.ts";
import { prices } from "../../prices.ts";
import * as v2 from "../parameters.ts";
import { imageOfUsualRatio, usualLimits } from "../pictures.ts";
import { startsPicture } from "../rules.ts";

const subjectImage = {
  ...imageOfUsualRatio,
  wire: "subject_image",
  label: "Subject Image: File Path or URL",
  description: `The picture whose subject stays. ${pictureHint}`,
} as const;

const backgroundPrompt = {
  ...v2.optionalPrompt,
  wire: "background_prompt",
  label: "Background Prompt",
  description: "What the new background shows, or only its light, in English.",
} as const;

const backgroundReference = {
  ...picture,
  wire: "background_reference",
  label: "Background Reference: File Path or URL",
  description: `A picture whose style the new background takes over. ${pictureHint}`,
  limits: usualLimits,
} as const;

const foregroundPrompt = {
  ...v2.optionalPrompt,
  wire: "foreground_prompt",
  label: "Foreground Prompt",
  description: "What the subject is, in English: this keeps colors of the background out of it.",
} as const;

const preserveOriginalSubject = {
  ...v2.share,
  wire: "preserve_original_subject",
  apiDefault: 0.6,
  label: "Preserve Original Subject",
  description: "How exactly the subject stays: 1 to the pixel, 0 with new light on it.",
} as const;

const originalBackgroundDepth = {
  ...v2.share,
  wire: "original_background_depth",
  apiDefault: 0.5,
  label: "Original Background Depth",
  description: "How much of the depth of the old background the new one takes over.",
} as const;

const keepOriginalBackground = {
  kind: "switch",
  wire: "keep_original_background",
  apiDefault: false,
  label: "Keep Original Background",
  description: "Whether the background stays, and only its light changes.",
  examples: [true, "false"],
  antiExamples: [{ value: "perhaps", reason: "neither true nor false" }],
} as const;

const lightSourceDirection = {
  kind: "choice",
  wire: "light_source_direction",
  options: ["left", "right", "above", "below"],
  label: "Light Source Direction",
  description: "Where the light comes from.",
  examples: ["left"],
  antiExamples: [{ value: "behind", reason: "one of" }],
} as const;

const lightReference = {
  ...picture,
  wire: "light_reference",
  label: "Light Reference: File Path or URL",
  description: `A picture that is bright where the light of the result comes from. ${pictureHint}`,
  limits: usualLimits,
} as const;

const lightSourceStrength = {
  ...v2.share,
  wire: "light_source_strength",
  apiDefault: 0.3,
  label: "Light Source Strength",
  description: "How bright the light is. It needs `lightSourceDirection` or `lightReference`.",
} as const;

interface BackgroundValues {
  backgroundPrompt: string;
  backgroundReference: Picture;
}

const backgroundIsGiven: Rule<BackgroundValues> = {
  concerns: ["backgroundPrompt", "backgroundReference"],
  problem: ({ backgroundPrompt: text, backgroundReference: reference }) => text === undefined && reference === undefined
    ? "one of them is needed"
    : undefined,
};

interface LightValues {
  lightSourceStrength: number;
  lightSourceDirection: string;
  lightReference: Picture;
}

const strengthHasLight: Rule<LightValues> = {
  concerns: ["lightSourceStrength", "lightSourceDirection", "lightReference"],
  problem({ lightSourceStrength: strength, lightSourceDirection: direction, lightReference: reference }) {
    if (strength === undefined || direction !== undefined || reference !== undefined) return undefined;
    return "a strength needs a light; give a light source direction or a light reference, or leave the strength out";
  },
};

export const replaceBackgroundAndRelight = defineGeneration({
  ...startsPicture,
  name: "replace-background-and-relight",
  paths: { v2beta: "/v2beta/stable-image/edit/replace-background-and-relight" },
  parameters: {
    subjectImage,
    backgroundPrompt,
    backgroundReference,
    foregroundPrompt,
    negativePrompt: v2.negativePrompt,
    preserveOriginalSubject,
    originalBackgroundDepth,
    keepOriginalBackground,
    lightSourceDirection,
    lightReference,
    lightSourceStrength,
    seed: v2.seed,
    outputFormat: v2.outputFormat,
    waitForResult: v2.waitForResult,
    ...forPaidPictures,
  },
  rules: [backgroundIsGiven, strengthHasLight],
  credits: () => prices["replace-background-and-relight"],
});
