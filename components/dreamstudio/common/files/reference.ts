/** How a user names a file: its path, a URL, a data URI, or all of its bytes as base64. */
import { basename } from "node:path";
import { decodeBase64, isPictureInBase64, splitDataUri } from "./data-uri.ts";

export interface Reference {
  kind: "path" | "url" | "data" | "base64";
  /** Without what surrounds it; a path as it was given, since a file may be called anything. */
  text: string;
}

/** What people and programs put around an address. */
const surroundings = ["<>", "\"\"", "''", "``", "“”", "‘’"];

const mostLayers = 3;

/** A text without the blanks, quotes and angle brackets around it. */
export function bareText(text: string): string {
  let bare = text.trim();
  for (let layer = 0; layer < mostLayers; layer += 1) {
    const isSurrounded = surroundings.some(([open = "", close = ""]) =>
      bare.length > 1 && bare.startsWith(open) && bare.endsWith(close));
    if (isSurrounded) bare = bare.slice(1, -1).trim();
  }
  return bare;
}

export function referenceIn(given: string): Reference {
  const text = bareText(given);
  if (/^https?:\/\//i.test(text)) return { kind: "url", text };
  if (/^data:/i.test(text)) return { kind: "data", text };
  return isPictureInBase64(text) ? { kind: "base64", text } : { kind: "path", text: given };
}

/** The bytes that stand in a reference itself; `undefined` if they cannot be read. */
export function bytesIn({ kind, text }: Reference): Buffer | undefined {
  return kind === "data" ? splitDataUri(text)?.bytes() : decodeBase64(text);
}

/** The user in an address; where that is no valid one, nobody knows where the user ends. */
const userIn = (url: string) => URL.canParse(url) ? /^(https?:\/\/)[^/?#\\]*@/i : /^(https?:\/\/)[^]*@/i;

/** Without user, query and fragment: they may hold what lets anybody fetch the file. */
const publicPart = (url: string) => url.replace(userIn(url), "$1").replace(/[?#].*/s, "?…");

const mostShown = 80;

/** A reference as an error shows it: the beginning of bytes tells enough, and half a character nothing. */
export function shown(given: string): string {
  const { kind, text } = referenceIn(given);
  const told = kind === "url" ? publicPart(text) : text;
  return JSON.stringify(told.length > mostShown ? `${told.slice(0, mostShown).replace(/[\ud800-\udbff]$/, "")}…` : told);
}

/** The last part of a path or URL: neither the folders of a machine, nor what lets anybody fetch the file. */
export function publicName(given: string): string {
  const { kind, text } = referenceIn(given);
  if (kind === "data" || kind === "base64") return "data";
  return basename(kind === "url" ? publicPart(text).replace("?…", "") : text);
}

/** A reference without the bytes that stand in it: a whole picture does not belong in a result. */
export function withoutBytes(given: string): string {
  const { kind, text } = referenceIn(given);
  if (kind === "base64") return `${text.slice(0, 12)}…`;
  return kind === "data" ? `${splitDataUri(text)?.head.slice(0, mostShown) ?? "data:"}…` : given;
}
