/** What the operations that make sounds take, in the ranges of a model. Source: the live document of 2026. */
import { maxCredits, saveParameters, waitForResult as wait } from "../../parameters/client.ts";
import { sound, soundHint } from "../../parameters/sound-input.ts";
import * as v2 from "../parameters.ts";
import type { SoundModel } from "./models.ts";

/** Those that an operation has: one for a form of it, several for the props. */
export type Models = readonly SoundModel[];

/** What a parameter is with each model, where the models differ: `30 to 100 with stable-audio-2, …`. */
function differences(models: Models, inWords: (model: SoundModel) => string): string {
  const texts = new Set(models.map(inWords));
  if (texts.size === 1) return "";
  const parts = [...texts].map((text) => {
    const names = models.filter((model) => inWords(model) === text).map(({ name }) => `\`${name}\``);
    return `${text} with ${names.join(" and ")}`;
  });
  return ` Models differ: ${parts.join(", ")}.`;
}

/** What the API takes when nothing is sent, where it is the same with all models. */
function apiDefaultOf(models: Models, standard: (model: SoundModel) => number): { apiDefault?: number } {
  const [apiDefault, ...others] = new Set(models.map(standard));
  return apiDefault === undefined || others.length > 0 ? {} : { apiDefault };
}

const longestOf = (models: Models) => Math.max(...models.map(({ longestSeconds }) => longestSeconds));

const lengths = (models: Models) => differences(models, ({ longestSeconds }) => `at most ${longestSeconds} s`);

/** @param heard what it says, as a sentence without its end */
export const promptOf = (heard: string) => ({
  ...v2.optionalPrompt,
  required: true,
  description: `${heard}, in English: instruments, genre, mood, tempo, key.`,
  examples: ["warm lofi piano, 80 BPM", "x".repeat(10_000), ""],
} as const);

export const outputFormat = {
  kind: "choice",
  wire: "output_format",
  options: ["mp3", "wav"],
  apiDefault: "mp3",
  label: "Output Format",
  description: "The type of the file. WAV is about 10 MB a minute, MP3 a tenth of that or less.",
  examples: ["wav"],
  antiExamples: [{ value: "ogg", reason: "one of" }],
} as const;

export const waitForResult = { ...wait, description: `${wait.description} Only \`stable-audio-3\` takes its time.` } as const;

const seed = {
  ...v2.seed,
  description: "The same seed and parameters make the same sound again; 0 draws a random seed.",
} as const;

/** A number of seconds from 0 to the longest sound that there is. */
function secondsUpTo(max: number, min = 0) {
  return {
    kind: "number",
    min,
    max,
    examples: ["12.5", min, max],
    antiExamples: [
      { value: min - 0.1, reason: `at least ${min}` },
      { value: max + 0.1, reason: `at most ${max}` },
    ],
  } as const;
}

export const audio = (models: Models) => ({
  ...sound,
  wire: "audio",
  required: true,
  label: "Audio: File Path or URL",
  description: `The sound to begin with. ${soundHint}${lengths(models)}`,
  seconds: { min: 6, max: longestOf(models) },
} as const);

export const duration = (models: Models) => ({
  ...secondsUpTo(longestOf(models), 1),
  wire: "duration",
  apiDefault: 190,
  label: "Duration",
  description: `How many seconds of sound to make.${lengths(models)}`,
} as const);

export function steps(models: Models) {
  const min = Math.min(...models.map((model) => model.steps.min));
  const max = Math.max(...models.map((model) => model.steps.max));
  return {
    ...apiDefaultOf(models, (model) => model.steps.apiDefault),
    kind: "integer",
    wire: "steps",
    min,
    max,
    label: "Steps",
    description: "How often the sound is worked over." + differences(models, (model) =>
      `${model.steps.min} to ${model.steps.max} (${model.steps.apiDefault} if you say nothing)`),
    examples: [min, String(max)],
    antiExamples: [
      { value: min - 1, reason: `at least ${min}` },
      { value: max + 1, reason: `at most ${max}` },
    ],
  } as const;
}

/** Not every address has a field for it. */
export const cfgScale = (models: Models) => ({
  ...apiDefaultOf(models, (model) => model.cfgScale),
  kind: "number",
  min: 1,
  max: 25,
  label: "CFG Scale",
  description: "How closely the sound follows the prompt."
    + differences(models, (model) => `${model.cfgScale} if you say nothing`),
  examples: ["7", 1, 25],
  antiExamples: [
    { value: 0.9, reason: "at least 1" },
    { value: 25.1, reason: "at most 25" },
  ],
} as const);

export function strength(models: Models) {
  const min = Math.min(...models.map(({ leastStrength }) => leastStrength));
  return {
    kind: "number",
    wire: "strength",
    min,
    max: 1,
    apiDefault: 1,
    label: "Strength",
    description: "How far the result may go from the audio: 0 gives the audio itself, and 1, which the API takes if you "
      + `say nothing, as if there were none.${differences(models, ({ leastStrength }) => `at least ${leastStrength}`)}`,
    examples: ["0.7", min, 1],
    antiExamples: [
      { value: min - 0.005, reason: `at least ${min}` },
      { value: 1.01, reason: "at most 1" },
    ],
  } as const;
}

export const maskStart = (models: Models) => ({
  ...secondsUpTo(longestOf(models)),
  wire: "mask_start",
  apiDefault: 30,
  label: "Mask Start",
  description: "Where the part begins that is made anew, in seconds of the audio.",
} as const);

export const maskEnd = (models: Models) => ({
  ...secondsUpTo(longestOf(models)),
  ...apiDefaultOf(models, ({ longestSeconds }) => longestSeconds),
  wire: "mask_end",
  label: "Mask End",
  description: "Where that part ends. If you say nothing, it goes on to the end of the audio.",
} as const);

/** What decides how each sound is made. */
export const forSounds = { seed, outputFormat, waitForResult, saveParameters, maxCredits } as const;
