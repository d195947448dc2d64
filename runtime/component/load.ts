/** Loads a component from its file: JavaScript as ES module or CommonJS, or TypeScript. */
import type { BuildFailure } from "esbuild";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire, register } from "node:module";
import { basename, extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { distFile } from "./dist-file.ts";
import { faultOf, isComponent, isObject, type Component } from "./component.ts";
import { messageOf, RuntimeError } from "./runtime-error.ts";

/** What a component's file can end in, the first that exists counts. */
export const extensions = [".mjs", ".js", ".cjs", ".ts", ".mts"] as const;

/** A file that is there, but does not give a component. */
export class LoadError extends RuntimeError {}

/**
 * @param path of a file, or of the folder that is called like the file in it
 * @throws RuntimeError if there is nothing
 */
export function fileOf(path: string): string {
  const full = resolve(path);
  const found = statSync(full, { throwIfNoEntry: false });
  if (found?.isFile()) return full;
  const stems = found?.isDirectory() ? [join(full, basename(full)), join(full, "index")] : [full];
  const file = stems.flatMap((stem) => extensions.map((extension) => stem + extension))
    .find((name) => existsSync(name));
  if (file !== undefined) return file;
  throw new RuntimeError(found === undefined ? `${path} cannot be loaded: there is no such file.`
    : `${path} cannot be loaded: it is a folder without a component in a file of the same name.`);
}

/** The functions that Pipedream gives to every component; each returns what it gets. */
const definers = ["defineComponent", "defineAction", "defineSource", "defineApp"];

let isPrepared = false;

/** Gives this process what every component finds: `defineComponent` and its like, and places in the author's text. */
function prepareProcess(): void {
  for (const name of definers) Reflect.set(globalThis, name, (component: unknown) => component);
  process.setSourceMapsEnabled(true);
}

/**
 * Teaches this process what Node does not know: TypeScript, and imports such as `axios@0.19.2`. It takes a moment, so
 * only those wait for it who need it.
 */
function registerHooks(): boolean {
  if (isPrepared) return false;
  isPrepared = true;
  try {
    register(pathToFileURL(distFile("hooks.mjs")).href);
    return true;
  } catch {
    // Jest has a loader of its own: in its processes a component is what jest can load.
    return false;
  }
}

/** `pkg` of `pkg/sub`, `@scope/pkg@1.2.3`, ... */
const packageOf = (specifier: string) => /^(@[^/]+\/)?[^/@]+/.exec(specifier)?.[0] ?? specifier;

/** Where the syntax is wrong: file, line, code and reason, in the component or in what it imports. */
async function findSyntaxError(path: string): Promise<string | undefined> {
  const { build } = await import("esbuild");
  const { errors } = await build({ entryPoints: [path], bundle: true, write: false, packages: "external", logLevel: "silent" })
    .catch((error: unknown) => error as BuildFailure);
  const [{ location, text } = { location: null, text: "" }] = errors;
  if (location === null) return undefined;
  const { file, line, column, lineText } = location;
  return `${resolve(file)}:${line}:${column + 1}\n${lineText}\n${" ".repeat(column)}^\nSyntaxError: ${text}`;
}

/** What is the matter with a file that cannot be imported, and what helps. */
async function explain(error: unknown, path: string): Promise<string> {
  const message = messageOf(error);
  const [, missing] = /^Cannot find (?:package|module) '([^']+)'/.exec(message) ?? [];
  if (missing !== undefined && !/^[./]|^\w:|^file:/.test(missing)) {
    return `${path} needs the package ${packageOf(missing)}, which is not installed: npm install ${packageOf(missing)}`;
  }
  const isSyntax = isObject(error) && (error["name"] === "SyntaxError" || error["code"] === "ERR_SYNTAX");
  if (isSyntax && !/does not provide an export/.test(message)) {
    return `${path} cannot be loaded:\n${await findSyntaxError(path) ?? `SyntaxError: ${message}`}`;
  }
  return `${path} cannot be loaded: ${message}`;
}

/** Files of CommonJS stay in Node's cache by their path, and their changes with them. */
function forget(path: string): void {
  const { cache } = createRequire(path);
  Reflect.deleteProperty(cache, path);
}

/** When the files that this process loaded had been changed. */
const changes = new Map<string, number>();

/** A file that has changed since it was loaded has another address, so that it is loaded anew. */
function addressOf(file: string): string {
  const { href } = pathToFileURL(file);
  const { mtimeMs } = statSync(file);
  const before = changes.get(file) ?? mtimeMs;
  changes.set(file, before);
  return before === mtimeMs ? href : `${href}?changed=${mtimeMs}`;
}

/**
 * Loads a component, anew if its file has changed.
 * @throws RuntimeError if there is no such file; LoadError if it cannot be loaded, or holds something else
 */
export async function loadComponent(path: string): Promise<Component> {
  const file = fileOf(path);
  prepareProcess();
  if (extname(file) !== ".mjs") forget(file);
  const exported = await importDefault(file);
  if (isComponent(exported)) return { name: basename(file, extname(file)), ...exported };
  throw new LoadError(`${file} ${faultOf(exported) ?? "is no component"}.`);
}

const importFrom = (url: string): Promise<unknown> => import(url);

/** What Node does not know by itself. */
const isForHooks = (error: unknown) =>
  isObject(error) && ["ERR_MODULE_NOT_FOUND", "ERR_UNKNOWN_FILE_EXTENSION", "MODULE_NOT_FOUND"].includes(String(error["code"]));

async function importDefault(file: string): Promise<unknown> {
  try {
    if (/\.m?ts$/.test(file)) registerHooks();
    const address = addressOf(file);
    const module = await importFrom(address).catch((error: unknown) => {
      if (!isForHooks(error) || !registerHooks()) throw error;
      // What failed is remembered by its address.
      return importFrom(`${pathToFileURL(file).href}?changed=${statSync(file).mtimeMs}`);
    });
    return isObject(module) ? unwrap(module["default"] ?? module["module.exports"]) : undefined;
  } catch (error) {
    throw new LoadError(await explain(error, file));
  }
}

/** What a tool made of an ES module for CommonJS has its default export one level deeper. */
const unwrap = (exported: unknown) => isObject(exported) && exported["__esModule"] === true ? exported["default"] : exported;

/** The text of a file, without the mark that some editors put first. */
export const textOf = (path: string): string => readFileSync(path, "utf8").replace(/^\uFEFF/, "");
