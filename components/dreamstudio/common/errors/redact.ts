/** Makes what others wrote fit to be kept: without keys, in whatever form, and without commands to a terminal. */
import { isObject } from "../json.ts";
import { harmless, withoutControls } from "../text.ts";

const placeholder = "[API key]";

/** v1 answers a wrong key with both ends of it. The end of a sentence is no part of a key. */
const anyKey = /\bsk-[\w*.…-]*[\w*…-]/gi;

/** A character as JavaScript, URLs and HTML escape it. */
function escapesOf(character: string): string {
  const codes = [character.toLowerCase(), character.toUpperCase()].map((one) => one.charCodeAt(0));
  const hex = `(?:${codes.map((code) => code.toString(16).padStart(2, "0")).join("|")})`;
  return `(?:\\\\{1,3}(?:u00|x)${hex}|%${hex}|&#(?:x${hex}|${codes.join("|")});)`;
}

/** A character, escaped or as it is; JSON puts backslashes before some. */
const formsOf = (character: string): string =>
  `(?:${escapesOf(character)}|${"\"/".includes(character) ? "\\\\{0,3}" : ""}${character.replace(/\W/, "\\$&")})`;

/** Several backslashes, which JSON doubles, are one piece: so there is one way only to read them. */
const backslashes = ({ length }: string): string => `(?:${escapesOf("\\")}{${length}}|\\\\{${length},${4 * length}})`;

const formsOfPiece = (piece: string): string => piece.startsWith("\\") ? backslashes(piece) : formsOf(piece);

/** What the base64 of all texts has in common that hold the key at such a place; nothing for a key of few bytes. */
function coreInBase64(key: string, offset: number): string[] {
  const text = Buffer.concat([Buffer.alloc(offset), Buffer.from(key)]).toString("base64url");
  const core = text.slice(Math.ceil(offset * 8 / 6), Math.floor((offset + key.length) * 8 / 6));
  return core.length < 8 ? [] : [core.replaceAll("-", "[+-]").replaceAll("_", "\\\\?[/_]")];
}

/** Takes a key out of texts, and anything that looks like a key of Stability AI. */
function redactor(key: string): (text: string) => string {
  const patterns = [
    new RegExp(key.match(/\\+|[^\\]/g)?.map(formsOfPiece).join("") ?? "", "gi"),
    ...[0, 1, 2].flatMap((offset) => coreInBase64(key, offset)).map((core) => new RegExp(core, "g")),
    anyKey,
  ];
  return (text) => patterns.reduce((bare, pattern) => bare.replace(pattern, placeholder), text);
}

export const redact = (text: string, key: string): string => redactor(key)(text);

/** A text without what looks like a key of Stability AI, where no key is known yet. */
export const withoutKeys = (text: string): string => text.replace(anyKey, placeholder);

/** What a host said, in one short line. A key that a command to a terminal hides shows itself when that is gone. */
export const saidBy = (text: string, key: string, characters?: number): string =>
  harmless(redact(harmless(text, Infinity), key), characters);

/** No answer of the API is nearly as deep, and nothing much deeper can be written as JSON again. */
const deepest = 100;

export const isTooDeep = (value: unknown, levels = deepest): boolean => typeof value === "object" && value !== null
  && (levels === 0 || Object.values(value).some((inner) => isTooDeep(inner, levels - 1)));

/** A value of JSON with all its texts changed, the names among them. What is too deep is left out. */
function withTexts(value: unknown, change: (text: string) => string, levels: number): unknown {
  if (typeof value === "string") return change(value);
  if (typeof value !== "object" || value === null) return value;
  if (levels === 0) return undefined;
  const inner = (one: unknown) => withTexts(one, change, levels - 1);
  if (!isObject(value)) return Array.isArray(value) ? value.map(inner) : undefined;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [change(name), inner(one)]));
}

/** JSON that the user wrote, without the key. */
export function redactJson(value: unknown, key: string): unknown {
  const withoutKey = redactor(key);
  return withTexts(value, withoutKey, deepest);
}

/** JSON that a host wrote, as it may be returned: whole, but harmless, and without the key. */
export function returnedJson(value: unknown, key: string): unknown {
  const withoutKey = redactor(key);
  return withTexts(value, (text) => withoutKey(withoutControls(text)), deepest);
}

/** JSON for people: every text in it is one short line. */
export const saidInJson = (value: unknown, key: string): unknown =>
  withTexts(value, (text) => saidBy(text, key, 500), deepest);
