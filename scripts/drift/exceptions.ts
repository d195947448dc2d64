/** Where we differ from the newest document on purpose. Another value there is no exception: it is found. */
import { placeOf, type Difference } from "./difference.ts";

/** Where, with `*` for any part of a word, what the document says there, and why we say something else. */
export type Exception = readonly [where: string, documented: string, reason: string];

const models2 = "stable-audio-2, stable-audio-2.5";
const allAreOneAction = "all models are options of one action, and the address follows from them";
const inProse = "the document has it in its prose, for each model";
const blank = "an empty text finds nothing that could be changed, and would be paid for";

const ofComponents: readonly Exception[] = [
  ["v1/* engine_id required", "true", "we have a default, so that the user need not give it"],
  ["v1/* steps maximum", "50", "the documents of 2023 have 150: our check takes the wider range"],
  ["v1/text-to-image width default", "512", "it depends on the engine: 1024 for Stable Diffusion XL, by the same document"],
  ["v1/text-to-image height default", "512", "as width"],
  ["v1/image-to-image price", "–", "we take that of text-to-image"],
  ["v1/masking price", "–", "we take that of text-to-image"],

  ["v2* seed type", "number", "a seed that comes back is whole, and so is a prop that is an integer"],
  ["v2* grow_mask type", "number", "it counts pixels, which are whole"],
  ["v2* motion_bucket_id type", "number", "it numbers a bucket"],
  ["v2beta/stable-fast-3d vertex_count type", "number", "it counts vertices"],
  ["v2beta/stable-point-aware-3d target_count type", "number", "it counts vertices or faces"],
  ["v2* search_prompt minLength", "–", blank],
  ["v2beta/search-and-recolor select_prompt minLength", "–", blank],
  ["v2alpha/* search_prompt maxLength", "–", "v2alpha documents none; 10,000 is that of v2beta"],
  ["v2alpha/inpaint mode required", "true", "it follows from the search prompt, so that the user need not give it"],
  ["v2alpha/inpaint price", "4, 3", "these are ours, in another order"],
  ["v2beta/erase prompt new", "undeclared", "required, but described nowhere, and the samples send none: a bug of the document"],
  ["v2beta/generate-sd3 model enum", "sd3.5-large, sd3.5-large-turbo, sd3.5-medium", "flash is in the price list only"],
  ["v2beta/generate-sd3 price", "6.5, 4, 3.5", "as its models"],
  ["v2beta/*audio model enum", models2, allAreOneAction],
  ["v2beta/*audio model enum", "stable-audio-3", allAreOneAction],
  ["v2beta/audio-inpaint model enum", "stable-audio-3", allAreOneAction],
  ["v2beta/*audio model default", "stable-audio-3", allAreOneAction],
  ["v2beta/audio-inpaint model default", "stable-audio-3", allAreOneAction],
  ["v2beta/*audio steps minimum", "–", inProse],
  ["v2beta/*audio steps maximum", "–", inProse],
  ["v2beta/*audio steps default", "–", inProse],
  ["v2beta/*audio cfg_scale default", "–", inProse],
  ["v2beta/audio-to-audio strength minimum", "0", "stable-audio-2.5 takes 0.01 and more, by the prose"],
];

const ofEmulator: readonly Exception[] = [
  ["emulator v2beta/erase prompt required", "true", "a bug of the document; it is taken, and ignored"],
  ["emulator v2beta/generate-sd3 model enum", "sd3.5-large, sd3.5-large-turbo, sd3.5-medium", "flash is in the price list, and "
  + "sd3-* are served by their successors"],
  ["emulator v2beta/replace-background-and-relight light_source_direction enum", "above, below, left, right",
    "`none` is what Stability AI's own nodes for ComfyUI send"],
];

export const exceptions: readonly Exception[] = [...ofComponents, ...ofEmulator];

const escaped = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", "\\S*");

const covers = ([where, documented]: Exception, difference: Difference) =>
  documented === difference.documented && new RegExp(`^${escaped(where)}$`).test(placeOf(difference));

export interface Sorted {
  /** What nobody has listed. */
  unlisted: Difference[];
  /** What is listed, and differs no more. */
  unused: Exception[];
}

export function sortByExceptions(differences: readonly Difference[], listed: readonly Exception[]): Sorted {
  return {
    unlisted: differences.filter((difference) => !listed.some((exception) => covers(exception, difference))),
    unused: listed.filter((exception) => !differences.some((difference) => covers(exception, difference))),
  };
}

/** The exceptions that a document can have: of v1 none, if it has nothing of v1. */
export const exceptionsFor = (hasV1: boolean): readonly Exception[] =>
  exceptions.filter(([where]) => hasV1 || !/^(emulator )?v1\//.test(where));
