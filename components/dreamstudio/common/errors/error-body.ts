/** What went wrong as the JSON of an answer says it, in the forms of all generations of the API and of gateways. */
import { isObject, textOf } from "../json.ts";
import { saidBy } from "./redact.ts";

/** All in words that may be shown. */
export interface ErrorBody {
  id: string | undefined;
  name: string | undefined;
  message: string;
}

const listOf = (value: unknown): unknown[] => Array.isArray(value) ? value : value === undefined ? [] : [value];

/** A text, or an object that has one. */
const wordsOf = (entry: unknown) =>
  textOf(entry) ?? (isObject(entry) ? textOf(entry["message"]) ?? textOf(entry["msg"]) : undefined) ?? [];

/** A longer list is cut off. */
const mostMessages = 10;

/**
 * v1 and older answer `{id, name, message}`, v2 answers `{id, name, errors: []}`; gateways put that, or just a text,
 * into `error`, and web frameworks say `detail`.
 * @param key is taken out of all texts
 */
export function errorIn(body: unknown, key: string): ErrorBody | undefined {
  if (!isObject(body)) return undefined;
  const { id, name, code, message, errors, error, detail } = isObject(body["error"]) ? body["error"] : body;
  const messages = [errors, message, error, detail].flatMap(listOf).flatMap(wordsOf);
  if (messages.length === 0) return undefined;
  const said = (value: unknown) => textOf(saidBy(textOf(value) ?? "", key, 100));
  return {
    id: said(id ?? body["id"]),
    name: said(name) ?? said(code),
    message: saidBy(messages.slice(0, mostMessages).join("; "), key),
  };
}

/**
 * The same for an answer whose status says that all is well: one that has a message may be just that, and no error.
 */
export function errorInSuccess(body: unknown, key: string): ErrorBody | undefined {
  if (!isObject(body)) return undefined;
  const { errors, error, name, message, detail } = body;
  const isError = [errors, error].flatMap(listOf).flatMap(wordsOf).length > 0
    || (textOf(name) !== undefined && [message, detail].flatMap(wordsOf).length > 0);
  return isError ? errorIn(body, key) : undefined;
}
