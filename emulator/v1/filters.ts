/** What v1 does with prompts that have words of the emulator's lists. */
import { isBlurring, isRefused } from "../facts/words.ts";
import { invalidPrompts } from "./errors.ts";
import type { TextPrompts } from "./fields.ts";

/** @throws V1Error 400 `invalid_prompts` */
export function requirePrompts(prompts: TextPrompts): void {
  if (prompts.some(({ text }) => isRefused(text))) throw invalidPrompts();
}

/** A word that a prompt of negative weight keeps out of the picture does not filter it. */
export const isFiltered = (prompts: TextPrompts): boolean =>
  prompts.some(({ text, weight = 1 }) => weight >= 0 && isBlurring(text));
