/** The props of a component: apps told apart from what a user fills in, references to propDefinitions resolved. */
import { isApp, isObject, type App, type Component, type Json } from "./component.ts";
import { isGivenType, isKnownType, knownTypes } from "./prop-types.ts";
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
  /** The app that defines its `options`, whose `this` they then have. */
  definedBy?: App;
  optionInputs: OptionInputs;
}

export interface ComponentProps {
  apps: ReadonlyMap<string, App>;
  props: readonly Prop[];
}

/** A reference may lead to another one, but not for ever. */
const longestChain = 10;

export const isForUser = ({ definition }: Prop): boolean => isGivenType(definition.type);

/** The names of the props that the platform fills in with one and the same thing. */
export const namesOfType = ({ props }: ComponentProps, type: string): string[] =>
  props.filter(({ definition }) => definition.type === type).map(({ name }) => name);

const isDefinition = (value: Json): value is PropDefinition => typeof value["type"] === "string";

function requireDefinition(name: string, value: Json): PropDefinition {
  if (!isDefinition(value)) throw new RuntimeError(`The prop "${name}" has no type.`);
  if (isKnownType(value.type)) return value;
  throw new RuntimeError(`The prop "${name}" has the type "${value.type}", which Pipedream does not have. `
    + `There are: ${knownTypes.join(", ")}`);
}

/** The third part of a reference: what `options` get, as an object or as a function of the values. */
function toOptionInputs(inputs: unknown): OptionInputs {
  if (typeof inputs === "function") return (values) => (inputs as OptionInputs)(values);
  return () => isObject(inputs) ? inputs : {};
}

/** `{ propDefinition: [app, name, inputs], ...changes }` */
function resolveReference(name: string, { propDefinition, ...changes }: Json, chain = 0): Prop {
  const [app, definitionName, inputs] = Array.isArray(propDefinition) ? propDefinition as unknown[] : [];
  const definitions = isObject(app) && isObject(app["propDefinitions"]) ? app["propDefinitions"] : {};
  const defined = typeof definitionName === "string" ? definitions[definitionName] : undefined;
  if (!isObject(app) || !isObject(defined)) {
    throw new RuntimeError(`The prop "${name}" refers to a propDefinition that its app does not have.`);
  }
  if ("propDefinition" in defined && chain < longestChain) {
    const inner = resolveReference(name, { ...defined, ...changes, propDefinition: defined["propDefinition"] }, chain + 1);
    return { ...inner, optionInputs: inputs === undefined ? inner.optionInputs : toOptionInputs(inputs) };
  }
  return {
    name,
    definition: requireDefinition(name, { ...defined, ...changes }),
    // Options that stand beside the reference belong to the component.
    ...isApp(app) && !("options" in changes) && { definedBy: app },
    optionInputs: toOptionInputs(inputs),
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
  const entries = Object.entries(props).filter(([, written]) => written !== undefined && written !== null);
  return {
    apps: new Map(entries.flatMap(([name, written]) => isApp(written) ? [[name, written]] : [])),
    props: entries.flatMap(([name, written]) => isApp(written) ? [] : [toProp(name, written)]),
  };
}

/** The props of which a user gives the values. */
export const userPropsOf = ({ props }: ComponentProps): Prop[] => props.filter(isForUser);
