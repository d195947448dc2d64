/** Parameters that the operations of v2beta and v2alpha share. Source: the official document of February 2025. */
import { v2Versions } from "../api-version.ts";
import { client } from "../parameter.ts";

export { count, waitForResult } from "../parameters/client.ts";
export { stylePreset } from "../parameters/style-preset.ts";

const longestText = 10_000;

const text = {
  kind: "text",
  minLength: 0,
  maxLength: longestText,
  antiExamples: [
    { value: "x".repeat(longestText + 1), reason: "at most 10,000" },
    { value: 7, reason: "not text" },
  ],
} as const;

export const optionalPrompt = {
  ...text,
  wire: "prompt",
  label: "Prompt",
  description: "What the picture shows, in English. `(word:0.3)` gives a word less weight.",
  examples: ["A lighthouse on a cliff", "x".repeat(longestText)],
} as const;

export const prompt = {
  ...optionalPrompt,
  minLength: 1,
  required: true,
  antiExamples: [...text.antiExamples, { value: "", reason: "is empty" }, { value: " \n", reason: "is empty" }],
} as const;

export const negativePrompt = {
  ...text,
  wire: "negative_prompt",
  label: "Negative Prompt",
  description: "What the picture must not show, in English.",
  examples: ["people, text, blur", ""],
} as const;

export const optionalSearchPrompt = {
  ...text,
  wire: "search_prompt",
  minLength: 1,
  label: "Search Prompt",
  description: "What to look for in the picture, in a few words of English.",
  examples: ["the red car", "x".repeat(longestText)],
  antiExamples: [...text.antiExamples, { value: "", reason: "is empty" }],
} as const;

export const searchPrompt = { ...optionalSearchPrompt, required: true } as const;

/** The sizes that come, as users and Stability AI's own client saw them in 2026; upright ones are the same, turned. */
type SizesByRatio = Readonly<Record<"1:1" | "5:4" | "3:2" | "16:9" | "21:9", string>>;

/** How wide and high the result is; each model has its own sizes. */
export const aspectRatio = (sizes: SizesByRatio) => ({
  kind: "choice",
  wire: "aspect_ratio",
  options: ["21:9", "16:9", "3:2", "5:4", "1:1", "4:5", "2:3", "9:16", "9:21"],
  apiDefault: "1:1",
  label: "Aspect Ratio",
  description: `Width to height. In pixels: ${Object.entries(sizes).map((entry) => entry.join(" is ")).join(", ")}; `
    + "upright ones are the same, turned.",
  examples: ["16:9"],
  antiExamples: [{ value: "4:3", reason: "one of" }],
} as const);

export const aspectRatioOfMegapixel = aspectRatio({
  "1:1": "1024x1024", "5:4": "1088x896", "3:2": "1216x832", "16:9": "1344x768", "21:9": "1536x640",
});

export const largestSeed = 4_294_967_294;

export const seed = {
  kind: "integer",
  wire: "seed",
  min: 0,
  max: largestSeed,
  apiDefault: 0,
  label: "Seed",
  description: "The same seed and parameters make the same picture again; 0 draws a random seed.",
  examples: [0, largestSeed, "1229191277"],
  antiExamples: [
    { value: -1, reason: "at least 0" },
    { value: largestSeed + 1, reason: "at most 4,294,967,294" },
  ],
} as const;

export const outputFormat = {
  kind: "choice",
  wire: "output_format",
  options: ["png", "jpeg", "webp"],
  apiDefault: "png",
  label: "Output Format",
  description: "The type of the file.",
  examples: ["webp"],
  antiExamples: [{ value: "gif", reason: "one of" }],
} as const;

/** A number from 0 to 1, which most of the API's knobs are. */
export const share = {
  kind: "number",
  min: 0,
  max: 1,
  examples: ["0.7", 0, 1],
  antiExamples: [
    { value: -0.01, reason: "at least 0" },
    { value: 1.01, reason: "at most 1" },
    { value: "much", reason: "not a number" },
  ],
} as const;

export const strength = {
  ...share,
  wire: "strength",
  label: "Strength",
  description: "How far the result may go from `image`: 0 gives the image itself, 1 as if there were none.",
} as const;

export const creativity = {
  kind: "number",
  wire: "creativity",
  label: "Creativity",
  description: "How freely details are made up: the higher, the more.",
} as const;

export const controlStrength = {
  ...share,
  wire: "control_strength",
  apiDefault: 0.7,
  label: "Control Strength",
  description: "How much `image` decides what is drawn.",
} as const;

export const growMask = {
  kind: "integer",
  wire: "grow_mask",
  min: 0,
  max: 20,
  label: "Grow Mask",
  description: "By how many pixels the masked area grows on all sides; the added area is blurred, which hides seams.",
  examples: [0, "20"],
  antiExamples: [
    { value: -1, reason: "at least 0" },
    { value: 21, reason: "at most 20" },
  ],
} as const;

export const apiVersion = {
  ...client,
  kind: "choice",
  options: v2Versions,
  default: "v2beta",
  label: "API Version",
  description: "The version of the API. `v2alpha` is an older one, and gets no new features.",
  examples: ["v2beta", "v2alpha"],
  antiExamples: [{ value: "v1", reason: "one of" }],
} as const;
