/** Text for people. */

export const sentence = (text: string): string => /[.!?]$/.test(text) ? text : `${text}.`;

/** A text of at most so many characters, the last one of which says that it was longer. */
export const shortened = (text: string, characters: number): string =>
  text.length > characters ? `${text.slice(0, characters - 1).trimEnd()}…` : text;
