/** Text for people. */

export const sentence = (text: string): string => /[.!?]$/.test(text) ? text : `${text}.`;

export const capitalized = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** A time in seconds, to a tenth. */
export const inSeconds = (millis: number): string => (Math.round(Math.max(0, millis) / 100) / 10).toString();

/** The same with a blank in place of each run of white space and of what controls a terminal. */
export const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, " ").trim();

/** A text of at most so many characters, the last one of which says that it was longer. */
export const shortened = (text: string, characters: number): string =>
  text.length > characters ? `${text.slice(0, characters - 1).trimEnd()}…` : text;
