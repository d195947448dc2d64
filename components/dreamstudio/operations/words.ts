/** Numbers and counts as a person reads them. */

export const inWords = (value: number): string => value.toLocaleString("en-US");

/** `1 picture`, `3 pictures` */
export const counted = (count: number, noun: string): string => `${inWords(count)} ${noun}${count === 1 ? "" : "s"}`;
