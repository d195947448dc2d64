/** Values on their way through JSON, as Pipedream keeps and sends them. */
import { messageOf, RuntimeError } from "./runtime-error.ts";

/**
 * @returns `undefined` for a value that JSON leaves out: `undefined` itself, a function, a symbol
 * @throws RuntimeError for what JSON cannot hold, such as a circle or a BigInt; `what` names it
 */
export function toJsonText(value: unknown, what: string): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    throw new RuntimeError(`${what} cannot be written as JSON: ${messageOf(error)}`);
  }
}
