/** From the values of a raw request to the parts of an HTTP request. */
import { ConfigurationError } from "@pipedream/platform";
import type { apiRequest } from "../../operations/api-request.ts";
import type { JsonObject, SentFile, ValuesOf } from "../../operations/parameter.ts";
import { FileInputError } from "../files/file-input.ts";
import { formFields, type EncodedRequest } from "../wire/encode.ts";
import type { FormPart } from "../wire/form.ts";

type Values = ValuesOf<typeof apiRequest.parameters>;

/** Opens a file that the user names. */
type FileOpener = (reference: string) => Promise<SentFile>;

async function fileParts(files: JsonObject, open: FileOpener): Promise<FormPart[]> {
  const problems: string[] = [];
  const parts = await Promise.all(Object.entries(files).map(async ([name, reference]): Promise<FormPart[]> => {
    try {
      return [{ name, value: await open(String(reference)) }];
    } catch (error) {
      if (!(error instanceof FileInputError)) throw error;
      problems.push(`- files, ${name}: ${error.message}`);
      return [];
    }
  }));
  if (problems.length > 0) throw new ConfigurationError(`Nothing was sent:\n${problems.join("\n")}`);
  return parts.flat();
}

function toParams(search: string, query: JsonObject = {}): URLSearchParams {
  const params = new URLSearchParams(search);
  for (const { name, value } of Object.entries(query).flatMap(([key, entry]) => formFields(key, entry))) {
    if (typeof value === "string") params.append(name, value);
  }
  return params;
}

/** @throws ConfigurationError if a file cannot be opened */
export async function encodeAny(values: Values, open: FileOpener): Promise<EncodedRequest> {
  const { method, query, json, form, files } = values;
  // Made a URL only to be read: the host is put before it when it is sent. Dot segments end here.
  const { pathname, search } = new URL(values.path, "http://localhost");
  const request = {
    method,
    path: pathname as `/${string}`,
    params: toParams(search, query),
    headers: {},
    authorization: "Bearer ",
  };
  if (json !== undefined) return { ...request, payload: { json } };
  if (form === undefined && files === undefined) return request;
  const fields = Object.entries(form ?? {}).flatMap(([name, value]) => formFields(name, value));
  return { ...request, payload: { form: [...fields, ...await fileParts(files ?? {}, open)] } };
}
