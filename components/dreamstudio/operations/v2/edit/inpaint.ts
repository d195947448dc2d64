/** `POST /v2beta/stable-image/edit/inpaint`, and the inpainting of v2alpha with its two modes. */
import { defineGeneration } from "../../generation.ts";
import { forPaidPictures } from "../../parameters/client.ts";
import type { Rule } from "../../operation.ts";
import type { Picture } from "../../parameter.ts";
import { prices } from "../../prices.ts";
import * as v2 from "../parameters.ts";
import { image, mask } from "../pictures.ts";
import { makesPicture, maskFitsAsStored, maskIsGiven, noteOfMask } from "../rules.ts";

const growMask = {
  ...v2.growMask,
  versions: ["v2beta"],
  max: 100,
  apiDefault: 5,
  examples: [0, "100"],
  antiExamples: [
    { value: -1, reason: "at least 0" },
    { value: 101, reason: "at most 100" },
  ],
} as const;

const mode = {
  kind: "choice",
  wire: "mode",
  versions: ["v2alpha"],
  options: ["mask", "search"],
  label: "Mode",
  description: "How to find what to change: by `mask`, or by a `search` for `searchPrompt`. It follows from whether you "
    + "give `searchPrompt`, so you need not say it. In v2beta **Search and Replace** is an action of its own.",
  examples: ["search"],
  antiExamples: [{ value: "alpha", reason: "one of" }],
} as const;

const searchPrompt = { ...v2.optionalSearchPrompt, versions: ["v2alpha"] } as const;

interface ModeValues {
  mode: "mask" | "search";
  searchPrompt: string;
  image: Picture;
  mask: Picture;
}

const searchPromptGoesWithMode: Rule<ModeValues> = {
  concerns: ["mode", "searchPrompt"],
  problem({ mode: chosen, searchPrompt: text }) {
    if (chosen === "search" && text === undefined) return "the mode search needs a search prompt; give one";
    return chosen === "mask" && text !== undefined
      ? "a search prompt belongs to the mode search; leave it out, or choose that mode"
      : undefined;
  },
};

const maskGoesWithMode: Rule<ModeValues> = {
  concerns: ["mask"],
  problem: ({ mode: chosen, mask: given }) => chosen === "search" && given !== undefined
    ? "the mode search finds for itself what to change; leave the mask out, or the search prompt"
    : undefined,
};

const maskIsGivenUnlessSearched: Rule<ModeValues> = {
  ...maskIsGiven,
  problem: (values, context) => values.mode === "search" ? undefined : maskIsGiven.problem(values, context),
};

export const inpaint = defineGeneration({
  ...makesPicture,
  name: "inpaint",
  paths: {
    v2beta: "/v2beta/stable-image/edit/inpaint",
    v2alpha: "/v2alpha/generation/stable-image/inpaint",
  },
  parameters: {
    image,
    prompt: { ...v2.prompt, description: "What to draw in the masked area, in English." },
    mask,
    growMask,
    stylePreset: { ...v2.stylePreset, versions: ["v2beta"] },
    negativePrompt: v2.negativePrompt,
    seed: v2.seed,
    outputFormat: v2.outputFormat,
    ...forPaidPictures,
    apiVersion: v2.apiVersion,
    mode,
    searchPrompt,
  },
  rules: [searchPromptGoesWithMode, maskGoesWithMode, maskIsGivenUnlessSearched, maskFitsAsStored],
  complete: (values) => values.apiVersion === "v2alpha"
    ? { mode: values.searchPrompt === undefined ? "mask" : "search", ...values }
    : values,
  notes: noteOfMask,
  credits({ apiVersion, mode: chosen }) {
    if (apiVersion !== "v2alpha") return prices.inpaint;
    return prices[chosen === "search" ? "v2alpha inpaint by search" : "v2alpha inpaint by mask"];
  },
});
