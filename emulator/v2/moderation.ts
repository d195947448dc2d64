/** What v2 does with words in prompts; which words is the emulator's own choice. */
import { hasWord, isBlurring, isRefused } from "../facts/words.ts";
import { contentModeration, copyrightedContent, invalidLanguage, publicFigure } from "./errors.ts";

/** They stand for a prompt that is not in English. */
const foreignWords = ["bonjour", "hola"];

/** They stand for a picture of somebody known: what is in a picture the emulator cannot see. */
const famousWords = ["celebrity"];

/** They stand for a sound that belongs to somebody. */
const protectedWords = ["copyrighted"];

export interface Moderated {
  prompts: readonly string[];
  /** Looked at for all but what would blur: it is kept out of the picture. */
  negativePrompt: string | undefined;
  hasPictures: boolean;
  hasSounds: boolean;
  /** Whether the operation can answer 422. */
  isScreened: boolean;
}

/** @throws V2Error 403 or 422 */
export function requireGoodWords({ prompts, negativePrompt = "", hasPictures, hasSounds, isScreened }: Moderated): void {
  const texts = [...prompts, negativePrompt];
  if (texts.some(isRefused)) throw contentModeration();
  if (!isScreened) return;
  if (texts.some((text) => hasWord(text, foreignWords))) throw invalidLanguage();
  if (hasPictures && prompts.some((text) => hasWord(text, famousWords))) throw publicFigure();
  if (hasSounds && prompts.some((text) => hasWord(text, protectedWords))) throw copyrightedContent();
}

/** Whether the picture comes back blurred. */
export const isFiltered = ({ prompts }: Moderated): boolean => prompts.some(isBlurring);
