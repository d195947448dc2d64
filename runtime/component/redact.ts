/** Keeps secrets out of what is shown: logs, errors, addresses, and whatever a person or an agent reads. */
import { isObject, type Json } from "./component.ts";

/** Fields of accounts that are secret by their name. */
const secretName = /key|token|secret|pass|pwd|auth(?!or)|credential|signature|private|jwt|bearer|cookie|session/i;

/** Longer than a word, of letters and digits mixed, and no address: it looks like a key. */
const looksLikeKey = (value: string) => /^(?=.*\d)(?=.*[a-z])[\w.+/=-]{20,}$/i.test(value) && !/^https?:/.test(value);

/** Shorter values are part of too many other words. */
const shortest = 4;

export const hidden = "***";

/** @returns the values of an account that nobody may read */
export function secretsOf(account: Readonly<Json>): string[] {
  return Object.entries(account).flatMap(([name, value]) => {
    if (isObject(value)) return secretsOf(value);
    return typeof value === "string" && (secretName.test(name) || looksLikeKey(value)) ? [value] : [];
  });
}

/** How a secret may be written: as it is, in an address, in JSON, in base64 at any place of a longer text. */
function writings(secret: string): string[] {
  const base64 = ["", " ", "  "].map((before) => {
    const encoded = Buffer.from(before + secret).toString("base64");
    return encoded.slice(Math.ceil(before.length * 4 / 3), encoded.length - (encoded.endsWith("=") ? 4 : 0));
  });
  const all = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), ...base64];
  return all.filter((text, index) => text.length >= shortest && (index < 3 || text.length >= 8));
}

export interface Redactor {
  text: (text: string) => string;
  /** A copy of a JSON value, names of fields included. */
  value: (value: unknown) => unknown;
}

/** Replaces every secret by `***`. */
export function createRedactor(secrets: readonly string[]): Redactor {
  const all = [...new Set(secrets.filter(({ length }) => length >= shortest).flatMap(writings))]
    .sort((one, other) => other.length - one.length);
  const text = (written: string) => all.reduce((shown, secret) => shown.replaceAll(secret, hidden), written)
    .replace(/\b(Bearer|Basic) (?!\*{3})[\w.~+/=-]{8,}/g, `$1 ${hidden}`);
  const value = (written: unknown): unknown => {
    if (typeof written === "string") return text(written);
    if (Array.isArray(written)) return written.map(value);
    if (!isObject(written)) return written;
    return Object.fromEntries(Object.entries(written).map(([name, inner]) => [text(name), value(inner)]));
  };
  return { text, value };
}
