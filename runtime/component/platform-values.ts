/** What the platform makes of the values of props whose types mean more than a value. */
import { tmpdir } from "node:os";
import { createDataStore } from "./data-store.ts";
import { isObject, type Json } from "./component.ts";
import { createHttpRequest } from "./http-request.ts";
import type { ComponentProps } from "./prop.ts";

/** A query, as the editor for SQL keeps it. */
const toSql = (value: unknown) => typeof value === "string" ? { value, query: value, params: [] } : value;

function provide(type: string, value: unknown, folder: string): unknown {
  switch (type) {
    case "dir": return folder;
    case "data_store": return createDataStore(value);
    case "http_request": return isObject(value) ? createHttpRequest(value) : value;
    case "sql": return toSql(value);
    default: return value;
  }
}

/** @param folder where the files of a run are; questions have none of their own */
export function withPlatformValues(
  { props }: ComponentProps,
  values: Readonly<Json>,
  folder = process.env["STASH_DIR"] ?? tmpdir(),
): Json {
  const provided = props.map(({ name, definition: { type } }) => [name, provide(type, values[name], folder)] as const);
  return Object.fromEntries([...Object.entries(values), ...provided.filter(([, value]) => value !== undefined)]);
}
