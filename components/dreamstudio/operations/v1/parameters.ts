/** Parameters that the operations of v1 share. Sources: the official v1 documents of 2023 and 2025. */
import { v1Versions } from "../api-version.ts";
import { defaultEngineId, sdxlSide, sdxlSizes, sideStep } from "./engines.ts";
import { client } from "../parameter.ts";
import { sizesInWords } from "../size.ts";

const promptMaxLength = 2000;

export const apiVersion = {
  ...client,
  kind: "choice",
  options: v1Versions,
  default: "v1",
  label: "API Version",
  description: "The version of the API. api.stability.ai serves only `v1`; a gateway or a server of your own may still "
    + "serve the older ones.",
  examples: ["v1", "v1alpha"],
  antiExamples: [{ value: "v2", reason: "one of" }],
} as const;

export const engineId = {
  kind: "identifier",
  wire: "engine_id",
  place: "path",
  label: "Engine",
  description: "The model that draws, by an id that **List Engines** finds. On api.stability.ai only Stable Diffusion XL "
    + "1.0 is left; a gateway or a server of your own may have others.",
  default: defaultEngineId,
  examples: [defaultEngineId, "stable-diffusion-v1-6"],
  antiExamples: [
    { value: "", reason: "is empty" },
    { value: "..", reason: "letters, digits" },
    { value: "a/b", reason: "letters, digits" },
  ],
} as const;

export const organizationId = {
  kind: "identifier",
  wire: "Organization",
  place: "header",
  label: "Organization",
  description: "The organization that pays, by an id that **Get Account** finds. Default: the default organization of "
    + "your account.",
  examples: ["org-123456"],
  antiExamples: [{ value: "org\nX-Header: 1", reason: "letters, digits" }],
} as const;

export const optionalPrompt = {
  kind: "prompt",
  wire: "text_prompts",
  maxLength: promptMaxLength,
  label: "Prompt",
  description: "What the picture shows.",
  examples: ["A lighthouse on a cliff", "x".repeat(promptMaxLength)],
  antiExamples: [
    { value: "", reason: "is empty" },
    { value: " \n", reason: "is empty" },
    { value: "x".repeat(promptMaxLength + 1), reason: "at most 2,000" },
  ],
} as const;

export const prompt = { ...optionalPrompt, required: true } as const;

export const negativePrompt = {
  kind: "prompt",
  wire: "text_prompts",
  weight: -1,
  maxLength: promptMaxLength,
  label: "Negative Prompt",
  description: "What the picture must not show: the same as a prompt of weight -1 in `textPrompts`.",
  examples: ["people, text, blur"],
  antiExamples: [
    { value: "", reason: "is empty" },
    { value: "x".repeat(promptMaxLength + 1), reason: "at most 2,000" },
  ],
} as const;

export const textPrompts = {
  kind: "prompts",
  wire: "text_prompts",
  maxLength: promptMaxLength,
  label: "More Text Prompts",
  description: "Further prompts, each as plain text, or as JSON if it has a weight of its own "
    + "(a weight below 0 steers away from it).",
  examples: [
    ["{\"text\": \"fog\", \"weight\": 0.5}"],
    ["Act 2: a storm at sea"],
    [{ text: "fog", weight: -0.5 }],
  ],
  antiExamples: [
    { value: ["{\"text\": \"fog\", \"weigth\": 0.5}"], reason: "unknown field \"weigth\"" },
    { value: ["{text: fog}"], reason: "not valid JSON" },
    { value: [{ text: "fog", weight: "heavy" }], reason: "weight must be a number" },
    { value: [{ weight: 1 }], reason: "has no \"text\"" },
    { value: [""], reason: "is empty" },
    { value: 5, reason: "not a list" },
  ],
} as const;

/** The default depends on the engine: 512 in the documents of 2023, 1024 for Stable Diffusion XL in that of 2025. */
const side = {
  kind: "integer",
  min: 128,
  multipleOf: sideStep,
} as const;

export const width = {
  ...side,
  wire: "width",
  label: "Width",
  description: "In pixels. Each engine draws certain sizes only: Stable Diffusion XL 1.0 draws "
    + `${sizesInWords(sdxlSizes.listed)}, and ${sdxlSide}x${sdxlSide} if you give neither side.`,
  examples: [1024, "1152"],
  antiExamples: [
    { value: 64, reason: "at least 128" },
    { value: 1000, reason: "multiple of 64" },
    { value: "wide", reason: "whole number" },
  ],
  optionsDependOn: ["engineId", "height"],
} as const;

export const height = {
  ...side,
  wire: "height",
  label: "Height",
  description: "In pixels. Where the engine draws only one height for the `width` you gave, you can leave it out.",
  examples: [1024, "896"],
  antiExamples: [
    { value: 64, reason: "at least 128" },
    { value: 1000, reason: "multiple of 64" },
    { value: 128.5, reason: "whole number" },
  ],
  optionsDependOn: ["engineId", "width"],
} as const;

const inOlderVersions = { versions: ["v1beta", "v1alpha"] } as const;

/** With an init image only the older versions take a size: v1 draws in that of the picture. */
export const olderSize = {
  width: { ...width, ...inOlderVersions },
  height: { ...height, ...inOlderVersions },
} as const;

/** What everything that draws has beside its prompt. */
export const promptsAndEngine = { negativePrompt, textPrompts, engineId } as const;
