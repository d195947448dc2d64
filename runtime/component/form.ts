/** Reads values as Pipedream's form would: text becomes what the type of the prop asks for, or is refused. */
import { inspect } from "node:util";
import { isObject, type Component, type Json } from "./component.ts";
import { isForUser, type Prop, type PropDefinition } from "./prop.ts";
import { runtimeErrorFor } from "./runtime-error.ts";

/** A value that cannot be read; the message goes behind the name of its prop. */
class UnreadableValue extends Error {}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const shown = (value: unknown) => inspect(value, { breakLength: Infinity });

function readInteger(value: unknown, { min = -Infinity, max = Infinity }: PropDefinition): number {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number !== "number" || !Number.isInteger(number)) {
    throw new UnreadableValue(`must be a whole number, but is ${shown(value)}`);
  }
  if (number < min) throw new UnreadableValue(`must be at least ${min}, but is ${number}`);
  if (number > max) throw new UnreadableValue(`must be at most ${max}, but is ${number}`);
  return number;
}

function readBoolean(value: unknown): boolean {
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  throw new UnreadableValue(`must be true or false, but is ${shown(value)}`);
}

function readString(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw new UnreadableValue(`must be text, but is ${shown(value)}`);
}

function readObject(value: unknown): Json {
  const object = typeof value === "string" ? parseJson(value) : value;
  if (isObject(object)) return object;
  throw new UnreadableValue(`must be a JSON object, but is ${shown(value)}`);
}

const readAny = (value: unknown) => (typeof value === "string" ? parseJson(value) : undefined) ?? value;

function readOne(type: string, value: unknown, definition: PropDefinition): unknown {
  switch (type) {
    case "integer": return readInteger(value, definition);
    case "boolean": return readBoolean(value);
    case "string": return readString(value);
    case "object": return readObject(value);
    default: return readAny(value);
  }
}

/** A list is given as a list or as the JSON of one; a single value is a list of one. Its objects stay objects. */
function readList(type: string, value: unknown, definition: PropDefinition): unknown[] {
  const parsed = typeof value === "string" && value.trimStart().startsWith("[") ? parseJson(value) : undefined;
  const list: unknown[] = Array.isArray(value) ? value : Array.isArray(parsed) ? parsed : [value];
  return list.map((entry) => isObject(entry) ? entry : readOne(type, entry, definition));
}

function readValue(definition: PropDefinition, value: unknown): unknown {
  const { type } = definition;
  return type.endsWith("[]") ? readList(type.slice(0, -2), value, definition) : readOne(type, value, definition);
}

export interface Form {
  /** What could be read, and the defaults of what was not given. */
  values: Json;
  /** Every value that is unknown, missing or unreadable. */
  problems: string[];
}

export function readForm(allProps: readonly Prop[], given: Readonly<Json>): Form {
  const props = allProps.filter(isForUser);
  const names = new Set(props.map(({ name }) => name));
  const problems = Object.keys(given).filter((name) => !names.has(name)).map((name) => `${name}: there is no such prop`);
  const values: Json = {};
  for (const { name, definition } of props) {
    const value = given[name] === undefined ? definition.default : given[name];
    if (value === undefined) {
      if (!definition.optional) problems.push(`${name}: is required (${definition.label ?? "no label"})`);
      continue;
    }
    try {
      values[name] = readValue(definition, value);
    } catch (error) {
      if (!(error instanceof UnreadableValue)) throw error;
      problems.push(`${name}: ${error.message}`);
    }
  }
  return { values, problems };
}

/**
 * The values with which a component runs.
 * @throws RuntimeError with all that is unknown, missing or unreadable
 */
export function readValues({ name }: Component, props: readonly Prop[], given: Readonly<Json>): Json {
  const { values, problems } = readForm(props, given);
  if (problems.length > 0) throw runtimeErrorFor(`${name} cannot run with these values:`, problems);
  return values;
}
