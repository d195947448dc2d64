/** `POST /v1/generation/{engine_id}/image-to-image/upscale`, which no document has any more since January 2025. */
import { defaultUpscalerId, engines, latentUpscalerId } from "./engines.ts";
import { defineGeneration } from "../generation.ts";
import { forPaidPictures } from "../parameters/client.ts";
import { fitAdvice } from "../parameters/picture-limits.ts";
import type { Rule } from "../operation.ts";
import type { Picture } from "../parameter.ts";
import { entryOf } from "../table.ts";
import * as drawing from "./diffusion.ts";
import * as v1 from "./parameters.ts";
import { image } from "./pictures.ts";
import { engineIsNotRetired } from "./rules.ts";
import { inWords } from "../words.ts";

const maxPixels = 4_194_304;

const engineId = {
  ...v1.engineId,
  description: `The model that enlarges, by an id that **List Engines** finds: \`${defaultUpscalerId}\`, or `
    + `\`${latentUpscalerId}\`, which also takes prompts. api.stability.ai has retired both.`,
  default: defaultUpscalerId,
  examples: [defaultUpscalerId, latentUpscalerId],
} as const;

const side = {
  kind: "integer",
  min: 512,
  antiExamples: [
    { value: 511, reason: "at least 512" },
    { value: "wide", reason: "whole number" },
  ],
} as const;

const width = {
  ...side,
  wire: "width",
  label: "Width",
  description: "The width of the result in pixels; its height follows. Give one of `width` and `height`, or neither to "
    + "double both.",
  examples: [1024, "2048", 512],
} as const;

const height = {
  ...side,
  wire: "height",
  label: "Height",
  description: "The height of the result in pixels; its width follows. Give one of `width` and `height`, or neither to "
    + "double both.",
  examples: [1024, "2048", 512],
} as const;

const prompt = {
  ...v1.optionalPrompt,
  description: `What the given picture shows. Only for \`${latentUpscalerId}\`.`,
} as const;

interface UpscaleValues {
  engineId: string;
  image: Picture;
  width: number;
  height: number;
}

/** The engines that we know to draw do not enlarge. */
const engineUpscales: Rule<UpscaleValues> = {
  concerns: ["engineId"],
  problem({ engineId: id }) {
    const draws = entryOf(engines, id)?.sizes !== undefined;
    return draws ? `${id} draws and does not enlarge pictures; use ${defaultUpscalerId}` : undefined;
  },
};

const oneSide: Rule<UpscaleValues> = {
  concerns: ["width", "height"],
  problem: ({ width: w, height: h }) => w === undefined || h === undefined
    ? undefined
    : "only one of them can be given: the other one follows from the picture",
};

/** The result keeps the ratio of the picture. How large the latent upscaler makes it by itself is not documented. */
function outputPixels(values: Partial<UpscaleValues>): number | undefined {
  const { engineId: id, image: picture, width: w, height: h } = values;
  if (picture === undefined) return undefined;
  const ratio = picture.width / picture.height;
  if (w !== undefined) return w * Math.round(w / ratio);
  if (h !== undefined) return h * Math.round(h * ratio);
  return id === defaultUpscalerId ? 4 * picture.width * picture.height : undefined;
}

const resultIsNotTooLarge: Rule<UpscaleValues> = {
  concerns: ["image", "width", "height"],
  problem(values) {
    const pixels = outputPixels(values);
    if (pixels === undefined || pixels <= maxPixels) return undefined;
    return `the result would have ${inWords(pixels)} pixels, but may have at most ${inWords(maxPixels)}; `
      + `give a smaller width or height, or a smaller picture; ${fitAdvice}`;
  },
};

interface LatentValues {
  engineId: string;
  prompt: unknown;
  negativePrompt: unknown;
  textPrompts: unknown;
  seed: number;
  steps: number;
  cfgScale: number;
}

const promptsAreForLatent: Rule<LatentValues> = {
  concerns: ["prompt", "negativePrompt", "textPrompts", "seed", "steps", "cfgScale"],
  problem({ engineId: id, prompt, negativePrompt, textPrompts, seed, steps, cfgScale }) {
    const isGiven = [prompt, negativePrompt, textPrompts, seed, steps, cfgScale].some((value) => value !== undefined);
    return isGiven && id === defaultUpscalerId
      ? `${defaultUpscalerId} takes none of them; leave them out, or use the latent upscaler`
      : undefined;
  },
};

export const upscale = defineGeneration({
  name: "upscale",
  method: "POST",
  saves: true,
  paths: { v1: "/v1/generation/{engine_id}/image-to-image/upscale" },
  encoding: "form",
  parameters: {
    image,
    width,
    height,
    engineId,
    prompt,
    negativePrompt: v1.negativePrompt,
    textPrompts: v1.textPrompts,
    seed: drawing.seed,
    steps: drawing.steps,
    cfgScale: drawing.cfgScale,
    ...forPaidPictures,
    organizationId: v1.organizationId,
  },
  rules: [engineUpscales, engineIsNotRetired, oneSide, resultIsNotTooLarge, promptsAreForLatent],
  accept: () => "image/png",
  // No document that we have tells the price.
  credits: () => undefined,
});
