/** Reads values as Pipedream's form would: text becomes what the type of the prop asks for, or is refused. */
import { inspect } from "node:util";
import { isObject, titleOf, type Component, type Json } from "./component.ts";
import { jsonOf, parseJson } from "./json.ts";
import { elementOf, isList } from "./prop-types.ts";
import { isForUser, type Prop, type PropDefinition } from "./prop.ts";
import { runtimeErrorFor, type Problem } from "./runtime-error.ts";

/** A value that cannot be read; the message goes behind the name of its prop. */
class UnreadableValue extends Error {}

/** Pipedream keeps at most 64 KB as the value of one prop. */
const mostBytes = 64 * 1024;

const shown = (value: unknown) => {
  const text = inspect(value, { breakLength: Infinity });
  return text.length > 200 ? `${text.slice(0, 200)} ...` : text;
};

function requireRange(number: number, { min = -Infinity, max = Infinity }: PropDefinition): number {
  if (number < min) throw new UnreadableValue(`must be at least ${min}, but is ${number}`);
  if (number > max) throw new UnreadableValue(`must be at most ${max}, but is ${number}`);
  return number;
}

const toNumber = (value: unknown) => typeof value === "string" && value.trim() !== "" ? Number(value) : value;

function readInteger(value: unknown, definition: PropDefinition): number {
  const number = toNumber(value);
  if (typeof number === "number" && Number.isInteger(number)) return requireRange(number, definition);
  throw new UnreadableValue(`must be a whole number, but is ${shown(value)}`);
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

function readOne(type: string, value: unknown, definition: PropDefinition): unknown {
  switch (type) {
    case "integer": return readInteger(value, definition);
    case "boolean": return readBoolean(value);
    case "string": return readString(value);
    case "object": return readObject(value);
    case "http_request": return readObject(value);
    // Text stays text.
    default: return value;
  }
}

/** What Connect sends for a choice, and what a prop with `withLabel` keeps of it. */
interface Labelled {
  label: unknown;
  value: unknown;
}

function labelledOf(value: unknown): Labelled | undefined {
  const inner = isObject(value) && isObject(value["__lv"]) ? value["__lv"] : undefined;
  return inner === undefined ? undefined : { label: inner["label"], value: inner["value"] };
}

const isLabelled = (value: unknown): value is Json => isObject(value) && "label" in value && "value" in value;

function labelOf({ options }: PropDefinition, value: unknown): unknown {
  const list: unknown[] = Array.isArray(options) ? options : [];
  const option = list.find((it): it is Json => isObject(it) && it["value"] === value);
  return option?.["label"] ?? String(value);
}

/** A choice: with `withLabel` the label goes with the value. */
function readChoice(type: string, written: unknown, definition: PropDefinition): unknown {
  const labelled = labelledOf(written) ?? (definition["withLabel"] === true && isLabelled(written) ? written : undefined);
  const value = readOne(type, labelled === undefined ? written : labelled["value"], definition);
  if (definition["withLabel"] !== true) return value;
  return { label: labelled?.["label"] ?? labelOf(definition, value), value };
}

/** A list is given as a list or as the JSON of one; a single value is a list of one. Its objects stay objects. */
function readList(type: string, value: unknown, definition: PropDefinition): unknown[] {
  const parsed = typeof value === "string" && value.trimStart().startsWith("[") ? parseJson(value) : undefined;
  const labelled = labelledOf(value);
  const list: unknown[] = Array.isArray(value) ? value : Array.isArray(parsed) ? parsed
    : labelled !== undefined && Array.isArray(labelled.value) ? labelled.value : [value];
  return list.map((entry) => isObject(entry) && !("__lv" in entry) ? entry : readChoice(type, entry, definition));
}

function readValue(definition: PropDefinition, value: unknown): unknown {
  const { type } = definition;
  return isList(type) ? readList(elementOf(type), value, definition) : readChoice(type, value, definition);
}

const bytesOf = (value: unknown) => Buffer.byteLength(typeof value === "string" ? value : jsonOf(value));

export interface Form {
  /** What could be read, and the defaults of what was not given. */
  values: Json;
  /** Every value that is unknown, missing or unreadable. */
  problems: Problem[];
}

/** A default stands even where the form would not take it as typed: an author who writes one knows why. */
function readDefault(definition: PropDefinition): unknown {
  try {
    return readValue(definition, definition.default);
  } catch {
    return definition.default;
  }
}

/** @param original the values before their expressions were worked out: only what was typed counts against the limit */
export function readForm(allProps: readonly Prop[], given: Readonly<Json>, original: Readonly<Json> = given): Form {
  const props = allProps.filter(isForUser);
  const names = new Set(props.map(({ name }) => name));
  const platform = new Set(allProps.map(({ name }) => name).filter((name) => !names.has(name)));
  const problems: Problem[] = Object.keys(given).filter((name) => !names.has(name) && !platform.has(name))
    .map((name) => ({ prop: name, message: "there is no such prop" }));
  const values: Json = {};
  for (const { name, definition } of props) {
    const value = given[name];
    if (value === undefined || value === null) {
      if (definition.default !== undefined) values[name] = readDefault(definition);
      else if (isRequired(definition)) {
        problems.push({ prop: name, message: `is required (${definition.label ?? "no label"})` });
      }
      continue;
    }
    try {
      if (bytesOf(original[name]) > mostBytes) {
        const bytes = bytesOf(original[name]);
        throw new UnreadableValue(`holds ${bytes} bytes, but Pipedream keeps at most ${mostBytes} (64 KB) in a prop`);
      }
      values[name] = readValue(definition, value);
    } catch (error) {
      if (!(error instanceof UnreadableValue)) throw error;
      problems.push({ prop: name, message: error.message });
    }
  }
  return { values, problems };
}

/** A form does not ask for what it hides, and a store is there by itself. */
const isRequired = ({ optional, hidden, disabled, type }: PropDefinition) =>
  optional !== true && hidden !== true && disabled !== true && type !== "data_store";

/**
 * The values with which a component runs.
 * @throws RuntimeError with all that is unknown, missing or unreadable
 */
export function readValues(
  component: Component,
  props: readonly Prop[],
  given: Readonly<Json>,
  original: Readonly<Json> = given,
): Json {
  const { values, problems } = readForm(props, given, original);
  if (problems.length > 0) throw runtimeErrorFor(`${titleOf(component)} cannot run with these values:`, problems);
  return values;
}
