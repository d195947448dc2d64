/** A prop of the type `data_store`: keys and values, in memory or in a file. */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { isObject, type Json } from "./component.ts";
import { parseJson, toJsonText } from "./json.ts";
import { RuntimeError } from "./runtime-error.ts";

/** What a component finds under the name of the prop; every operation is asynchronous, as on Pipedream. */
export interface DataStore {
  get: (key: string) => Promise<unknown>;
  set: (key: string, value: unknown, options?: unknown) => Promise<void>;
  has: (key: string) => Promise<boolean>;
  delete: (key: string) => Promise<unknown>;
  keys: () => Promise<string[]>;
  values: () => Promise<unknown[]>;
  entries: () => Promise<[string, unknown][]>;
  size: () => Promise<number>;
  clear: () => Promise<void>;
  setTtl: (key: string, seconds: number) => Promise<void>;
  updateTtl: (key: string, seconds: number) => Promise<void>;
  [Symbol.asyncIterator]: () => AsyncGenerator<[string, unknown]>;
}

function readFile(path: string): Json {
  if (!existsSync(path)) return {};
  const content = parseJson(readFileSync(path, "utf8"));
  if (isObject(content)) return content;
  throw new RuntimeError(`${path} does not hold the JSON object of a data store.`);
}

function writeFile(path: string, content: Json): void {
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(content, null, 2)}\n`);
  renameSync(unfinished, path);
}

/**
 * @param given the path of a JSON file that keeps it, or what is in it at the start; otherwise it is empty
 * @throws RuntimeError for a file that holds something else
 */
export function createDataStore(given: unknown): DataStore {
  const path = typeof given === "string" ? given : undefined;
  const start = path === undefined ? given : readFile(path);
  const before = Object.entries(isObject(start) ? start : {});
  const texts = new Map(before.map(([key, value]) => [key, JSON.stringify(value)]));
  const read = (key: string): unknown => {
    const text = texts.get(key);
    return text === undefined ? undefined : JSON.parse(text) as unknown;
  };
  const entries = () => [...texts.keys()].map((key): [string, unknown] => [key, read(key)]);
  const keep = () => {
    if (path !== undefined) writeFile(path, Object.fromEntries(entries()));
  };
  const done = Promise.resolve();
  return {
    get: (key) => Promise.resolve(read(key)),
    async set(key, value) {
      await done;
      texts.set(key, toJsonText(value, `The value of "${key}" in the data store`) ?? "null");
      keep();
    },
    has: (key) => Promise.resolve(texts.has(key)),
    async delete(key) {
      await done;
      const before = read(key);
      texts.delete(key);
      keep();
      return before;
    },
    keys: () => Promise.resolve([...texts.keys()]),
    values: () => Promise.resolve(entries().map(([, value]) => value)),
    entries: () => Promise.resolve(entries()),
    size: () => Promise.resolve(texts.size),
    async clear() {
      await done;
      texts.clear();
      keep();
    },
    // A run is shorter than any time to live.
    setTtl: () => done,
    updateTtl: () => done,
    async* [Symbol.asyncIterator]() {
      await done;
      yield* entries();
    },
  };
}
