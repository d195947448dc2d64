/** From the values of a raw request to the parts of an HTTP request. */
import type { apiRequest } from "../../operations/api-request.ts";
import type { JsonObject, ValuesOf } from "../../operations/parameter.ts";
import { formFields, type EncodedRequest } from "../wire/encode.ts";

type Values = ValuesOf<typeof apiRequest.parameters>;

function toParams(search: string, query: JsonObject = {}): URLSearchParams {
  const params = new URLSearchParams(search);
  for (const { name, value } of Object.entries(query).flatMap(([key, entry]) => formFields(key, entry))) {
    if (typeof value === "string") params.append(name, value);
  }
  return params;
}

export function encodeAny({ method, path, query, json, form, files }: Values): EncodedRequest {
  // Made a URL only to be read: the host is put before it when it is sent. Dot segments end here.
  const { pathname, search } = new URL(path, "http://localhost");
  const request = {
    method,
    path: pathname as `/${string}`,
    params: toParams(search, query),
    headers: {},
    authorization: "Bearer ",
  };
  if (json !== undefined) return { ...request, payload: { json } };
  if (form === undefined && files === undefined) return request;
  const fields = [...Object.entries(form ?? {}), ...Object.entries(files ?? {})];
  return { ...request, payload: { form: fields.flatMap(([name, value]) => formFields(name, value)) } };
}
