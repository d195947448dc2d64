/** Between what a person types and what a component gets. */
import type { Field } from "../../protocol.ts";

/** A text, a switch, or the entries of a list. */
export type Typed = string | boolean | readonly string[];

const asText = (value: unknown): string => typeof value === "string" ? value : JSON.stringify(value, null, 2);

export function typedOf(type: string, value: unknown): Typed {
  if (type.endsWith("[]")) return (Array.isArray(value) ? value : [value]).map(asText);
  return typeof value === "boolean" && type === "boolean" ? value : asText(value);
}

export interface Parsed {
  /** Nothing if nothing was typed. */
  value?: unknown;
  problem?: string;
}

/** "line 2, column 5", from the place that the browser's message names, if it names one. */
function placeIn(message: string, text: string): string {
  const [, position] = /position (\d+)/.exec(message) ?? [];
  if (position === undefined) return "";
  const before = text.slice(0, Number(position)).split("\n");
  return ` (line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1})`;
}

function parseObject(text: string): Parsed {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { value };
    return { problem: "This is JSON, but not an object: write { \"name\": \"value\" }." };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { problem: `This is not JSON: ${message.replace(/ in JSON at position.*/, "")}${placeIn(message, text)}.` };
  }
}

function parseInteger(text: string, { min, max }: Field): Parsed {
  const value = Number(text);
  if (!Number.isInteger(value)) return { problem: "Write a whole number." };
  if (min !== undefined && value < min) return { problem: `Write ${min} or more.` };
  if (max !== undefined && value > max) return { problem: `Write ${max} or less.` };
  return { value };
}

function parseText(type: string, text: string, field: Field): Parsed {
  if (type === "integer") return parseInteger(text, field);
  if (type === "object") return parseObject(text);
  if (type === "boolean") return text === "true" || text === "false" ? { value: text === "true" } : { problem: "Write true or false." };
  return { value: text };
}

function parseList(type: string, entries: readonly string[], field: Field): Parsed {
  const parsed = entries.filter((entry) => entry !== "").map((entry) => parseText(type, entry, field));
  const problem = parsed.find((one) => one.problem !== undefined)?.problem;
  if (problem !== undefined) return { problem };
  return parsed.length === 0 ? {} : { value: parsed.map(({ value }) => value) };
}

function parseGiven(field: Field, typed: Typed | undefined): Parsed {
  if (typed === undefined || typed === "") return {};
  if (typeof typed === "boolean") return { value: typed };
  if (typeof typed === "string") return parseText(field.type.replace("[]", ""), typed, field);
  return parseList(field.type.slice(0, -2), typed, field);
}

export function parseTyped(field: Field, typed: Typed | undefined): Parsed {
  const parsed = parseGiven(field, typed);
  const isMissing = parsed.value === undefined && parsed.problem === undefined && !field.isOptional;
  return isMissing ? { problem: "This is required." } : parsed;
}
