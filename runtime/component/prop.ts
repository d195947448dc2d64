/** The props of a component: apps told apart from what a user fills in, references to propDefinitions resolved. */
import { isApp, isObject, type App, type Component, type Json } from "./component.ts";
import { RuntimeError } from "./runtime-error.ts";

/** A prop as its author wrote it, or as the app defines it with the author's changes. */
export interface PropDefinition extends Json {
  type: string;
  label?: string;
  description?: string;
  optional?: boolean;
  default?: unknown;
  min?: number;
  max?: number;
  options?: unknown;
}

/** From the values of all props to what the `options` of one get. */
type OptionInputs = (values: Json) => Json;

export interface Prop {
  name: string;
  definition: PropDefinition;
  /** The app that defines it, whose `this` its `options` then have. */
  definedBy?: App;
  optionInputs: OptionInputs;
}

export interface ComponentProps {
  apps: ReadonlyMap<string, App>;
  props: readonly Prop[];
}

/** Props that the platform fills in, and not the user. */
const platformTypes = new Set(["app", "dir", "alert", "$.interface.timer", "$.interface.http", "$.service.db"]);

export const isForUser = ({ definition }: Prop): boolean => !platformTypes.has(definition.type);

/** The names of the props that the platform fills in with one and the same thing. */
export const namesOfType = ({ props }: ComponentProps, type: string): string[] =>
  props.filter(({ definition }) => definition.type === type).map(({ name }) => name);

const isDefinition = (value: Json): value is PropDefinition => typeof value["type"] === "string";

function requireDefinition(name: string, value: Json): PropDefinition {
  if (isDefinition(value)) return value;
  throw new RuntimeError(`The prop "${name}" has no type.`);
}

/** `{ propDefinition: [app, name, inputs], ...changes }` */
function resolveReference(name: string, { propDefinition, ...changes }: Json): Prop {
  const [app, definitionName, inputs] = Array.isArray(propDefinition) ? propDefinition as unknown[] : [];
  const defined = isApp(app) && typeof definitionName === "string" ? app.propDefinitions?.[definitionName] : undefined;
  if (defined === undefined || !isApp(app)) {
    throw new RuntimeError(`The prop "${name}" refers to a propDefinition that its app does not have.`);
  }
  return {
    name,
    definition: requireDefinition(name, { ...defined, ...changes }),
    definedBy: app,
    optionInputs: typeof inputs === "function" ? inputs as OptionInputs : () => ({}),
  };
}

function toProp(name: string, written: unknown): Prop {
  const definition = typeof written === "string" ? { type: written } : written;
  if (!isObject(definition)) throw new RuntimeError(`The prop "${name}" is not the definition of a prop.`);
  if ("propDefinition" in definition) return resolveReference(name, definition);
  return { name, definition: requireDefinition(name, definition), optionInputs: () => ({}) };
}

/** @throws RuntimeError for a prop that Pipedream would not take either */
export function propsOf({ props = {} }: Component): ComponentProps {
  const entries = Object.entries(props);
  return {
    apps: new Map(entries.flatMap(([name, written]) => isApp(written) ? [[name, written]] : [])),
    props: entries.flatMap(([name, written]) => isApp(written) ? [] : [toProp(name, written)]),
  };
}
