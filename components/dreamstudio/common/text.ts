/** Text for people, and what others wrote made fit to be shown. */
import { stripVTControlCharacters } from "node:util";

export const sentence = (text: string): string => /[.!?…]$/.test(text) ? text : `${text}.`;

export const capitalized = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** A time in seconds, to a tenth. */
export const inSeconds = (millis: number): string => (Math.round(Math.max(0, millis) / 100) / 10).toString();

/** A text with a blank in place of each run of white space and of what controls a terminal. */
export const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, " ").trim();

/** A text of at most so many UTF-16 units, the last of which says that it was longer; no character is cut in half. */
export function shortened(text: string, characters: number): string {
  if (text.length <= characters) return text;
  return `${text.slice(0, characters - 1).replace(/[\ud800-\udbff]$/, "").trimEnd()}…`;
}

/** The longest text of a host that is shown. */
const longestShown = 300;

/** More of it than this is not even looked at. */
const longestRead = 16_384;

/** What moves a cursor, ends a line, or turns the direction of writing round. */
const controls = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A text that others wrote, as one line without commands to a terminal and without halves of characters. */
export function harmless(text: string, characters = longestShown): string {
  const line = stripVTControlCharacters(text.slice(0, longestRead)).replace(controls, " ");
  return shortened(line.replace(/\s+/g, " ").trim().toWellFormed(), characters);
}

/** The same for a value that is data, and not said to a person: its lines and its length stay. */
export const withoutControls = (text: string): string => text.replace(/(?![\t\n\r])\p{Cc}/gu, "\ufffd").toWellFormed();
