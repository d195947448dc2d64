/** `POST /v2beta/stable-image/generate/sd3` */
import { defineGeneration } from "../../generation.ts";
import { forPaidPictures } from "../../parameters/client.ts";
import type { Rule } from "../../operation.ts";
import type { Picture } from "../../parameter.ts";
import { prices } from "../../prices.ts";
import * as v2 from "../parameters.ts";
import { optionalImage } from "../pictures.ts";
import { makesPicture, strengthGoesWithImage } from "../rules.ts";

/** Flash is in Stability AI's descriptions and price list, though not in the list of the document. */
const model = {
  kind: "choice",
  wire: "model",
  options: ["sd3.5-large", "sd3.5-large-turbo", "sd3.5-medium", "sd3.5-flash"],
  apiDefault: "sd3.5-large",
  label: "Model",
  description: `The Stable Diffusion model: large (${prices["sd3.5-large"]} credits), `
    + `large-turbo (${prices["sd3.5-large-turbo"]}), medium (${prices["sd3.5-medium"]}) `
    + `or flash (${prices["sd3.5-flash"]}).`,
  examples: ["sd3.5-medium", "sd3.5-flash"],
  antiExamples: [{ value: "sd4", reason: "one of" }],
} as const;

const mode = {
  kind: "choice",
  wire: "mode",
  options: ["text-to-image", "image-to-image"],
  apiDefault: "text-to-image",
  label: "Mode",
  description: "What to begin with. It follows from whether you give `image`, so you need not say it.",
  examples: ["image-to-image"],
  antiExamples: [{ value: "inpaint", reason: "one of" }],
} as const;

const cfgScale = {
  kind: "number",
  wire: "cfg_scale",
  min: 1,
  max: 10,
  label: "CFG Scale",
  description: "How closely the picture follows the prompt. Default: 4 for large and medium, 1 for large-turbo and flash.",
  examples: ["4", 1, 10],
  antiExamples: [
    { value: 0.9, reason: "at least 1" },
    { value: 10.1, reason: "at most 10" },
  ],
} as const;

interface ModeValues {
  mode: "text-to-image" | "image-to-image";
  image: Picture;
  strength: number;
  aspectRatio: string;
}

const imageGoesWithMode: Rule<ModeValues> = {
  concerns: ["mode", "image"],
  problem({ mode: chosen, image }) {
    if (chosen === "image-to-image" && image === undefined) return "image-to-image needs an image; give one";
    return chosen === "text-to-image" && image !== undefined
      ? "text-to-image takes no image; leave the mode out, or the image"
      : undefined;
  },
};

const ratioIsThatOfTheImage: Rule<ModeValues> = {
  concerns: ["aspectRatio"],
  problem: ({ aspectRatio, image }) => aspectRatio !== undefined && image !== undefined
    ? "with an image the picture has its aspect ratio; leave this out"
    : undefined,
};

export const generateSd3 = defineGeneration({
  ...makesPicture,
  name: "generate-sd3",
  paths: { v2beta: "/v2beta/stable-image/generate/sd3" },
  parameters: {
    prompt: v2.prompt,
    model,
    aspectRatio: v2.aspectRatioOfMegapixel,
    stylePreset: v2.stylePreset,
    image: { ...optionalImage, limits: { side: { min: 64 } } },
    strength: v2.strength,
    negativePrompt: v2.negativePrompt,
    cfgScale,
    mode,
    count: v2.count,
    seed: v2.seed,
    outputFormat: v2.outputFormat,
    ...forPaidPictures,
  },
  rules: [strengthGoesWithImage, imageGoesWithMode, ratioIsThatOfTheImage],
  complete: (values) => values.image === undefined ? values : { mode: "image-to-image", ...values },
  credits: ({ count = 1, model: chosen = model.apiDefault }) => count * prices[chosen],
});
