/** A Pipedream component as it comes out of its file, checked as far as the runtime relies on it. */
import { pathToFileURL } from "node:url";
import { messageOf, RuntimeError } from "./runtime-error.ts";

export type Json = Record<string, unknown>;

export type Methods = Record<string, (...args: unknown[]) => unknown>;

export interface App {
  type: "app";
  app: string;
  propDefinitions?: Record<string, Json>;
  methods?: Methods;
}

export interface Component {
  key: string;
  name: string;
  description?: string;
  version: string;
  type: "action" | "source";
  props?: Record<string, unknown>;
  methods?: Methods;
  /** Sources only: what happens when the platform deploys, starts and stops them. */
  hooks?: Methods;
  /** Sources only: how the platform tells events that it knows from new ones. */
  dedupe?: unknown;
  run: (...args: unknown[]) => unknown;
}

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isApp = (value: unknown): value is App =>
  isObject(value) && value["type"] === "app" && typeof value["app"] === "string";

const isComponent = (value: unknown): value is Component =>
  isObject(value)
  && ["key", "name", "version"].every((name) => typeof value[name] === "string")
  && (value["type"] === "action" || value["type"] === "source")
  && typeof value["run"] === "function";

async function importFile(path: string): Promise<unknown> {
  try {
    return await import(pathToFileURL(path).href);
  } catch (error) {
    throw new RuntimeError(`${path} cannot be loaded: ${messageOf(error)}`);
  }
}

/**
 * Loads a built component.
 * @throws RuntimeError if the file cannot be loaded, or holds something else
 */
export async function loadComponent(path: string): Promise<Component> {
  const module = await importFile(path);
  const component = isObject(module) ? module["default"] : undefined;
  if (isComponent(component)) return component;
  throw new RuntimeError(`${path} has no Pipedream component as its default export (key, name, version, type, run).`);
}
