/**
 * Data URIs as browsers read them (https://fetch.spec.whatwg.org/#data-url-processor), and where they are stricter
 * than the programs that write them, as those mean it: commas in quotes, and the alphabet for URLs.
 */
import { isPictureHead } from "./formats/sniff.ts";

/**
 * White space, and up to two signs that fill, are no part of base64.
 * @returns `undefined` for what is no base64, or lacks a digit of it
 */
export function decodeBase64(text: string): Buffer | undefined {
  const digits = text.replace(/[\t\n\f\r ]+/g, "").replace(/={1,2}$/, "");
  return digits.length % 4 !== 1 && /^[A-Za-z\d+/_-]*$/.test(digits) ? Buffer.from(digits, "base64") : undefined;
}

/** A path can consist of the same characters, but not of so many that begin like a picture. */
const leastDigits = 24;
const headDigits = 64;

/** Whether a text begins as the base64 of a picture does. */
export function isPictureInBase64(text: string): boolean {
  const head = /^[A-Za-z\d+/_-]+/.exec(text.slice(0, headDigits))?.[0] ?? "";
  return head.length >= leastDigits && isPictureHead(Buffer.from(head, "base64"));
}

const percentSign = 0x25;

/** What two digits behind a `%` stand for; -1 for anything else. */
function byteOf(bytes: Buffer, at: number): number {
  const digits = "0123456789abcdef";
  const [high, low] = [at, at + 1].map((place) => digits.indexOf(String.fromCharCode(bytes[place] ?? 0).toLowerCase()));
  return high === undefined || low === undefined || Math.min(high, low) < 0 ? -1 : 16 * high + low;
}

/** Bytes of text, each `%` with two digits behind it as the byte that it stands for. */
function percentDecoded(text: string): Buffer {
  const bytes = Buffer.from(text, "utf8");
  if (!text.includes("%")) return bytes;
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const escaped = bytes[at] === percentSign ? byteOf(bytes, at + 1) : -1;
    bytes[length] = escaped < 0 ? bytes[at] ?? 0 : escaped;
    length += 1;
    if (escaped >= 0) at += 2;
  }
  return bytes.subarray(0, length);
}

/** Where the head ends: at the first comma that is in no quotes, or where these do not end, at the first of all. */
function commaIn(uri: string): number {
  let isQuoted = false;
  for (let at = 0; at < uri.length; at += 1) {
    const character = uri[at];
    if (character === "\\" && isQuoted) at += 1;
    else if (character === "\"") isQuoted = !isQuoted;
    else if (character === "," && !isQuoted) return at;
  }
  return uri.indexOf(",");
}

export interface DataUri {
  /** All before the bytes, the comma with it. */
  head: string;
  /** `undefined` if they are no base64 though the head says so. */
  bytes(): Buffer | undefined;
}

/** @returns `undefined` without a comma: then nothing is in it */
export function splitDataUri(uri: string): DataUri | undefined {
  const comma = commaIn(uri);
  if (comma < 0) return undefined;
  const type = uri.slice(0, comma).replace(/[\t\n\r]+/g, "").trimEnd();
  return {
    head: uri.slice(0, comma + 1),
    bytes() {
      const [text = ""] = uri.slice(comma + 1).replace(/[\t\n\r]+/g, "").split("#", 1);
      const bytes = percentDecoded(text);
      return /; *base64$/i.test(type) ? decodeBase64(bytes.toString("latin1")) : bytes;
    },
  };
}
