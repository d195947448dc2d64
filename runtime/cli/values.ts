/** Files that a user writes: JSON in any encoding that editors save. */
import { readFile } from "node:fs/promises";
import { text as textOfStream } from "node:stream/consumers";
import { isObject, type Json } from "../component/component.ts";
import { messageOf } from "../component/runtime-error.ts";
import { UseError } from "./use-error.ts";

/** UTF-8 or UTF-16, with or without the mark at the beginning. */
export function decode(bytes: Buffer): string {
  const [first = 0, second = 0] = bytes;
  if (first === 0xff && second === 0xfe) return bytes.subarray(2).toString("utf16le");
  if (first === 0xfe && second === 0xff) return Buffer.from(bytes.subarray(2)).swap16().toString("utf16le");
  if (bytes.length > 1 && second === 0 && first !== 0) return bytes.toString("utf16le");
  if (bytes.length > 1 && first === 0 && second !== 0) return Buffer.from(bytes).swap16().toString("utf16le");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // What is no UTF-8 was saved by an old editor on Windows.
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** What people write that JSON does not know. */
const habits: readonly (readonly [RegExp, string])[] = [
  [/[\u201c\u201d\u201e]/, "It has typographic quotes; JSON takes only \"."],
  [/,\s*[}\]]/, "A comma stands before a closing bracket; JSON takes none there."],
  [/^\s*(\/\/|\/\*)/m, "It has a comment; JSON takes none."],
  [/[{,]\s*'|:\s*'/, "It has single quotes; JSON takes only \"."],
  [/[{,]\s*[A-Za-z_$][\w$]*\s*:/, "A name has no quotes; JSON needs them."],
];

function placeOf(text: string, message: string): string {
  const [, position] = /position (\d+)/.exec(message) ?? [];
  if (position === undefined) return "";
  const before = text.slice(0, Number(position)).split("\n");
  return ` at line ${before.length}, column ${(before.at(-1) ?? "").length + 1}`;
}

/** @throws UseError that says where the JSON is wrong, and how it may have been meant */
export function parseText(text: string, what: string): unknown {
  if (text.trim() === "") throw new UseError(`${what} is empty.`);
  try {
    return JSON.parse(text);
  } catch (error) {
    const [, hint] = habits.find(([habit]) => habit.test(text)) ?? [];
    throw new UseError(`${what} is no JSON${placeOf(text, messageOf(error))}. ${hint ?? messageOf(error)}`);
  }
}

async function readBytes(path: string, what: string): Promise<Buffer> {
  return readFile(path).catch((error: unknown) => {
    throw new UseError(`${what}: ${messageOf(error)}`);
  });
}

/** @throws UseError if there is no such file, or it holds no JSON */
export async function readJsonFile(path: string, what: string): Promise<unknown> {
  return parseText(decode(await readBytes(path, what)), `${what}: ${path}`);
}

/**
 * JSON that is given as it is, in a file, or on stdin as `-`.
 * @throws UseError if there is none
 */
export async function readGiven(given: string, what: string): Promise<unknown> {
  if (given === "-") return parseText(decode(Buffer.from(await textOfStream(process.stdin))), `${what}: what stdin gives`);
  if (/^\s*[[{]/.test(given)) return parseText(given, what);
  return readJsonFile(given, what);
}

/** @throws UseError if it is no JSON object */
export async function readObject(given: string, what: string): Promise<Json> {
  const value = await readGiven(given, what);
  if (isObject(value)) return value;
  throw new UseError(`${what}: ${given} does not hold a JSON object.`);
}
