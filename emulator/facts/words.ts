/** The emulator's own lists of words: what the real filters react to is not documented. */

/** The picture is made, and comes back blurred. */
const blurringWords = ["nsfw", "gore"];

/** The request is refused. */
const refusedWords = ["slur", "expletive"];

/** Whether one of the words stands in a text as a whole word, in capitals or not. */
export const hasWord = (text: string, words: readonly string[]): boolean =>
  new RegExp(`\\b(${words.join("|")})\\b`, "i").test(text);

export const isBlurring = (text: string): boolean => hasWord(text, blurringWords);

export const isRefused = (text: string): boolean => hasWord(text, refusedWords);
