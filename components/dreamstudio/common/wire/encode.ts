/** From checked values to the parts of an HTTP request, exactly as the operation's data says. */
import { apiVersions, versionOf } from "../../operations/api-version.ts";
import type { Operation } from "../../operations/operation.ts";
import type { JsonObject, Parameter, SentFile } from "../../operations/parameter.ts";
import { isObject } from "../json.ts";
import type { FormPart } from "./form.ts";

/** What a request carries; it can be written more than once, for a request that has to be sent again. */
export type Payload = { json: JsonObject } | { form: readonly FormPart[] };

export interface EncodedRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  params?: URLSearchParams;
  /** What stands before the key in the `Authorization` header. */
  authorization: string;
  payload?: Payload;
}

const isFile = (value: unknown): value is SentFile =>
  typeof value === "object" && value !== null && "stream" in value;

const encodePath = (template: string, values: ReadonlyMap<string, string>) =>
  template.replace(/\{(\w+)\}/g, (_, wire: string) => encodeURIComponent(values.get(wire) ?? ""));

/** Only identifiers and numbers have a place outside the body. */
const asText = (value: unknown) => typeof value === "number" ? value.toString() : typeof value === "string" ? value : "";

/** Several parameters may share one list of prompts; their order is that of the operation. */
function addToFields(fields: JsonObject, wire: string, kind: Parameter["kind"], value: unknown): void {
  const isPrompts = kind === "prompt" || kind === "prompts";
  fields[wire] = isPrompts ? [fields[wire] ?? [], value].flat() : value;
}

/**
 * The fields of a form for a value: lists are documented as `text_prompts[0][text]`. No document says how objects are
 * written, so they are JSON, which is what OpenAPI takes a part of a form for if it is not said otherwise.
 */
export function formFields(name: string, value: unknown): FormPart[] {
  if (isFile(value)) return [{ name, value }];
  if (Array.isArray(value)) {
    return value.flatMap((entry: unknown, index) => isObject(entry)
      ? Object.entries(entry).flatMap(([key, leaf]) => formFields(`${name}[${index}][${key}]`, leaf))
      : formFields(`${name}[${index}]`, entry));
  }
  return [{ name, value: isObject(value) ? JSON.stringify(value) : String(value) }];
}

const formOf = {
  fields(fields: JsonObject): FormPart[] {
    return Object.entries(fields).flatMap(([name, value]) => formFields(name, value));
  },
  options(fields: JsonObject): FormPart[] {
    const entries = Object.entries(fields);
    const files = entries.filter(([, value]) => isFile(value));
    const others = entries.filter(([, value]) => !isFile(value));
    return [
      ...files.flatMap(([name, value]) => formFields(name, value)),
      { name: "options", value: JSON.stringify(Object.fromEntries(others)) },
    ];
  },
} as const;

type Encodable = Pick<Operation, "method" | "paths" | "encoding" | "parameters" | "fixedFields">;

/** Only what is in the operation is sent, and of that only what has a value. */
export function encodeRequest(operation: Encodable, values: JsonObject): EncodedRequest {
  const { method, paths, encoding, parameters, fixedFields } = operation;
  const version = versionOf(paths, values);
  const path = new Map<string, string>();
  const headers: Record<string, string> = {};
  const fields: JsonObject = { ...fixedFields?.[version] };
  for (const [name, { kind, wire, place }] of Object.entries(parameters)) {
    const value = values[name];
    if (value === undefined || wire === undefined) continue;
    if (place === "path") path.set(wire, asText(value));
    else if (place === "header") headers[wire] = asText(value);
    else addToFields(fields, wire, kind, value);
  }
  const { authorization, form } = apiVersions[version];
  return {
    method,
    path: encodePath(paths[version] ?? "", path),
    headers,
    authorization,
    ...encoding === "json" && { payload: { json: fields } },
    ...encoding === "form" && { payload: { form: formOf[form](fields) } },
  };
}
