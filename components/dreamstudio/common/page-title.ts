/** What a web page is called, which tells why it came: "Sign in". */
import { harmless } from "./text.ts";

const mostCharacters = 100;

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: "\"", apos: "'", nbsp: " " };

const characterOf = (code: number) => code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";

function withoutEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (all, decimal?: string, hex?: string, name = "") =>
    decimal !== undefined ? characterOf(Number(decimal))
      : hex !== undefined ? characterOf(Number.parseInt(hex, 16)) : entities[String(name).toLowerCase()] ?? all);
}

/** The length stays the same; small letters beyond ASCII can be longer. */
const inSmallLetters = (text: string) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** The text between two tags of the same name; the time it takes grows with the page, and no faster. */
function elementIn(page: string, name: string): string | undefined {
  const lower = inSmallLetters(page);
  const start = lower.indexOf(`<${name}`);
  const from = start < 0 ? -1 : page.indexOf(">", start);
  const to = from < 0 ? -1 : lower.indexOf(`</${name}`, from);
  return to < 0 ? undefined : page.slice(from + 1, to);
}

/** @returns `undefined` for a page without a title, or with an empty one */
export function titleOf(page: string): string | undefined {
  const title = elementIn(page, "title");
  const text = title === undefined ? "" : harmless(withoutEntities(title.slice(0, 10 * mostCharacters)), mostCharacters);
  return text === "" ? undefined : text;
}

/** The text of an element of XML, without elements in it; `undefined` if there is none, or it is empty. */
export function xmlText(xml: string, name: string): string | undefined {
  const inner = elementIn(xml, name.toLowerCase())?.slice(0, 10 * mostCharacters);
  const text = inner === undefined || inner.includes("<") ? "" : harmless(withoutEntities(inner));
  return text === "" ? undefined : text;
}
