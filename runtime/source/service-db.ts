/** `$.service.db`: the key-value store of a source. */
import type { Json } from "../component/component.ts";
import { toJsonText } from "../component/json.ts";
import { RuntimeError } from "../component/runtime-error.ts";

/** Pipedream's documented limit for all keys and values together, 60 KB. */
const limitBytes = 60 * 1024;

/** Each value as JSON text. */
export type DbTexts = ReadonlyMap<string, string>;

export interface ServiceDb {
  /** `undefined` if there is no such key; otherwise a copy. */
  get: (key: string) => unknown;
  /**
   * Keeps a copy of the value as JSON; `undefined` removes the key.
   * @throws an error, and keeps what was there, if JSON cannot hold the value or the store would be too large
   */
  set: (key: string, value: unknown) => void;
}

export const textsOf = (content: Readonly<Json>): Map<string, string> =>
  new Map(Object.entries(content).map(([key, value]) => [key, JSON.stringify(value)]));

export const contentOf = (texts: DbTexts): Json =>
  Object.fromEntries([...texts].map(([key, text]) => [key, JSON.parse(text) as unknown]));

/**
 * @param before what it holds from the beginning
 * @param onSet gets each change; the text is `undefined` where a key is removed
 */
export function createServiceDb(before: DbTexts, onSet: (key: string, text: string | undefined) => void): ServiceDb {
  let texts = before;
  return {
    get(key) {
      const text = texts.get(key);
      return text === undefined ? undefined : JSON.parse(text) as unknown;
    },
    set(key, value) {
      const text = toJsonText(value, `db.set: the value of "${key}"`);
      const changed = new Map(texts);
      if (text === undefined) changed.delete(key);
      else changed.set(key, text);
      const bytes = Buffer.byteLength(JSON.stringify(contentOf(changed)));
      if (bytes > limitBytes) {
        throw new RuntimeError(
          `db.set: with "${key}" the db would hold ${bytes} bytes, but Pipedream keeps at most ${limitBytes}.`,
        );
      }
      texts = changed;
      onSet(key, text);
    },
  };
}
