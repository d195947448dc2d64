/** Values on their way through JSON, as Pipedream keeps and sends them. */
import { messageOf } from "./runtime-error.ts";

/** What JSON cannot hold, such as a circle or a BigInt. */
export class JsonError extends TypeError {
  override readonly name = "TypeError";
}

/** Pipedream takes objects nested so deep, and no deeper. */
export const deepestNesting = 256;

/** @returns whether a value, which is JSON, is nested deeper than Pipedream takes */
export function isTooDeep(value: unknown, depth = 0): boolean {
  if (typeof value !== "object" || value === null) return false;
  return depth >= deepestNesting || Object.values(value).some((inner) => isTooDeep(inner, depth + 1));
}

/**
 * @returns `undefined` for a value that JSON leaves out: `undefined` itself, a function, a symbol
 * @throws JsonError for what JSON cannot hold; `what` names it
 */
export function toJsonText(value: unknown, what: string): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    throw new JsonError(`${what} cannot be written as JSON: ${messageOf(error)}`);
  }
}

/** As JSON, and `null` for what JSON leaves out. */
export function jsonOf(value: unknown, indent?: number): string {
  const text: unknown = JSON.stringify(value, null, indent);
  return typeof text === "string" ? text : "null";
}

/** @returns `undefined` for text that is no JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
