/** JSON that others wrote. */

import type { JsonObject } from "../operations/parameter.ts";

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** `undefined` for what is not JSON. A byte order mark before it is no part of it. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.startsWith("\ufeff") ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}

/** A text that says something; `undefined` for anything else. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** The code of an error of Node, for example `ENOENT`. */
export const codeOf = (error: unknown): string | undefined => isObject(error) ? textOf(error["code"]) : undefined;
