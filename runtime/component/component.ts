/** A Pipedream component as its file exports it, as far as the runtime relies on it. */

export type Json = Record<string, unknown>;

export type Methods = Record<string, (...args: unknown[]) => unknown>;

export interface App {
  type: "app";
  app: string;
  propDefinitions?: Record<string, Json>;
  methods?: Methods;
}

export interface Component {
  key?: string;
  name?: string;
  description?: string;
  version?: string;
  /** Pipedream takes a component that does not say it for a source, or for the code step of a workflow. */
  type?: "action" | "source";
  /** What agents are told of an action: `readOnlyHint`, `destructiveHint`, ... */
  annotations?: Json;
  props?: Record<string, unknown>;
  methods?: Methods;
  /** Gives the props that depend on the values of others. */
  additionalProps?: (...args: unknown[]) => unknown;
  /** Sources only: what happens when the platform deploys, starts and stops them. */
  hooks?: Methods;
  /** Sources only: how the platform tells events that it knows from new ones. */
  dedupe?: unknown;
  /** Sources only: an event as it could be emitted, for a person who builds a workflow. */
  sampleEmit?: unknown;
  run?: (...args: unknown[]) => unknown;
}

export type Kind = "action" | "source";

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isApp = (value: unknown): value is App =>
  isObject(value) && value["type"] === "app" && typeof value["app"] === "string";

/** What only a source has. */
const isOfSources = (written: unknown): boolean => {
  const type = isObject(written) ? written["type"] : written;
  return typeof type === "string" && (type.startsWith("$.interface.") || type === "$.service.db");
};

/** Code steps of workflows are written with `defineComponent` and say no type: what has nothing of a source is one. */
export function kindOf({ type, hooks, dedupe, props = {}, sampleEmit, run }: Component): Kind {
  if (type !== undefined) return type;
  const isSource = hooks !== undefined || dedupe !== undefined || sampleEmit !== undefined
    || Object.values(props).some(isOfSources) || (run !== undefined && /\$emit\b/.test(run.toString()));
  return isSource ? "source" : "action";
}

/** How a person knows it. */
export const titleOf = ({ name, key }: Component): string => name ?? key ?? "The component";

const isOptional = (value: unknown, isRight: (value: unknown) => boolean) => value === undefined || isRight(value);

const isText = (value: unknown) => typeof value === "string";

/** @returns what is wrong with the default export of a file; nothing if it is a component */
export function faultOf(value: unknown): string | undefined {
  if (!isObject(value)) return "has no Pipedream component as its default export";
  const { type, key, name, version, props, methods, hooks, run, additionalProps } = value;
  if (type === "app") return "has no Pipedream component as its default export, but an app";
  if (!isOptional(type, (it) => it === "action" || it === "source")) {
    return `has the type ${JSON.stringify(type)}, but a component is an "action" or a "source"`;
  }
  if (![key, name, version].every((it) => isOptional(it, isText))) return "has a key, name or version that is not text";
  if (![props, methods, hooks].every((it) => isOptional(it, isObject))) return "has props, methods or hooks that are no object";
  if (![run, additionalProps].every((it) => isOptional(it, (part) => typeof part === "function"))) {
    return "has a run or additionalProps that is no function";
  }
  if (run === undefined && hooks === undefined && props === undefined) {
    return "has no Pipedream component as its default export: it has neither run nor props nor hooks";
  }
  return undefined;
}

export const isComponent = (value: unknown): value is Component => faultOf(value) === undefined;
