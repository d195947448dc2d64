/** `{{steps.a.b}}` in values: what a workflow puts in their place when it runs. */
import { createContext, runInContext } from "node:vm";
import { isObject, type Json } from "./component.ts";
import { jsonOf } from "./json.ts";
import { messageOf, RuntimeError } from "./runtime-error.ts";

/** What expressions can speak of. */
export interface Surroundings {
  steps: Json;
  event: unknown;
}

const expression = /\{\{(.*?)\}\}/gs;

const alone = /^\{\{((?:(?!\}\}).)*)\}\}$/s;

/** An expression is a moment's work. */
const mostMillis = 1000;

/**
 * A value in which every expression is worked out; one that stands alone keeps its type, others become text.
 * @throws RuntimeError for an expression that fails
 */
export function workOut(value: unknown, surroundings: Surroundings): unknown {
  if (typeof value === "string") return value.includes("{{") ? workOutText(value, surroundings) : value;
  if (Array.isArray(value)) return value.map((inner) => workOut(inner, surroundings));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, workOut(inner, surroundings)]));
}

function workOutText(text: string, { steps, event }: Surroundings): unknown {
  const trigger = isObject(steps["trigger"]) ? steps["trigger"] : {};
  const known = { steps: { ...steps, trigger: { event, ...trigger } }, event, process: { env: process.env } };
  const context = createContext(known);
  const result = (code: string): unknown => {
    try {
      const found: unknown = runInContext(`(${code})`, context, { timeout: mostMillis });
      // A copy belongs to this realm.
      return found === undefined ? undefined : JSON.parse(jsonOf(found)) as unknown;
    } catch (error) {
      throw new RuntimeError(`{{${code}}} cannot be worked out: ${messageOf(error)}`);
    }
  };
  const [, whole] = alone.exec(text.trim()) ?? [];
  if (whole !== undefined) return result(whole);
  return text.replace(expression, (_whole, code: string) => {
    const found = result(code);
    return typeof found === "string" ? found : found === undefined ? "" : JSON.stringify(found);
  });
}
