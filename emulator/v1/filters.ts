/** The emulator's own lists of words: what the real filters react to is not documented. */
import { invalidPrompts } from "./errors.ts";
import type { TextPrompts } from "./fields.ts";

/** The picture is made, and comes back blurred. */
const blurringWords = ["nsfw", "gore"];

/** The request is refused. */
const refusedWords = ["slur", "expletive"];

const hasWord = (text: string, words: readonly string[]) => new RegExp(`\\b(${words.join("|")})\\b`, "i").test(text);

/** @throws V1Error 400 `invalid_prompts` */
export function requirePrompts(prompts: TextPrompts): void {
  if (prompts.some(({ text }) => hasWord(text, refusedWords))) throw invalidPrompts();
}

/** A word that a prompt of negative weight keeps out of the picture does not filter it. */
export const isFiltered = (prompts: TextPrompts): boolean =>
  prompts.some(({ text, weight = 1 }) => weight >= 0 && hasWord(text, blurringWords));
