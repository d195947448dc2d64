/** What a raw request sends, and what becomes of its answer, whatever that is. */
import { ConfigurationError } from "@pipedream/platform";
import { apiRequest } from "../../operations/api-request.ts";
import type { JsonObject, SentFile, ValuesOf } from "../../operations/operation.ts";
import { formFields, type EncodedRequest } from "../wire/encode.ts";
import { FileInputError } from "../files/file-input.ts";
import type { FormPart } from "../wire/form.ts";
import { parseJson } from "../json.ts";
import { OutputFile, type SavedFile } from "../files/output-file.ts";
import type { Answer } from "../wire/answer.ts";
import { errorFromWrongAnswer, StabilityError } from "../errors/stability-error.ts";

type Values = ValuesOf<typeof apiRequest.parameters>;

/** Opens a file that the user names. */
type OpenFile = (reference: string) => Promise<SentFile>;

async function fileParts(files: JsonObject, openFile: OpenFile): Promise<FormPart[]> {
  const problems: string[] = [];
  const parts = await Promise.all(Object.entries(files).map(async ([name, reference]): Promise<FormPart[]> => {
    try {
      return [{ name, value: await openFile(String(reference)) }];
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
export async function encodeApiRequest(values: Values, openFile: OpenFile): Promise<EncodedRequest> {
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
  if (json !== undefined) return { ...request, body: { json } };
  if (form === undefined && files === undefined) return request;
  const fields = Object.entries(form ?? {}).flatMap(([name, value]) => formFields(name, value));
  return { ...request, body: { form: [...fields, ...await fileParts(files ?? {}, openFile)] } };
}

/** JSON up to this size is returned as it is; steps of Pipedream export at most 6 MB. */
const maxReturnedBytes = 1_048_576;

const extensions: Readonly<Record<string, string>> = {
  "application/json": "json",
  "audio/mpeg": "mp3",
  "audio/wav": "wav",
  "image/gif": "gif",
  "model/gltf-binary": "glb",
  "text/plain": "txt",
};

/** The headers that tell of a result. */
const toldHeaders = ["seed", "finish-reason", "x-request-id"];

export interface ApiAnswer {
  contentType: string;
  headers: Record<string, string>;
  /** What the JSON of the answer says. */
  data?: unknown;
  /** Where everything else is saved, and JSON that is too large to be returned. */
  file?: SavedFile;
}

async function keep(file: OutputFile, contentType: string): Promise<SavedFile> {
  if (/^(image\/(png|jpeg|webp)|video\/mp4)$/.test(contentType)) return file.keepMedia();
  return file.keep(contentType, extensions[contentType] ?? "bin");
}

/** @throws StabilityError if the connection breaks, or the answer is not what it says */
export async function receiveAnything(answer: Answer, name: string): Promise<ApiAnswer> {
  const { headers: { "content-type": type = "application/octet-stream", ...others }, body, lost } = answer;
  const contentType = type.split(";", 1).join("").trim().toLowerCase();
  const headers = Object.fromEntries(toldHeaders.flatMap((header) => {
    const value = others[header];
    return value === undefined ? [] : [[header, value]];
  }));
  const file = await OutputFile.create(name);
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of body) {
      await file.write(chunk);
      if (contentType === "application/json" && file.bytes <= maxReturnedBytes) chunks.push(chunk);
    }
    if (contentType !== "application/json" || file.bytes > maxReturnedBytes) {
      return { contentType, headers, file: await keep(file, contentType) };
    }
  } catch (error) {
    await file.discard();
    throw error instanceof StabilityError ? error : lost(error);
  }
  await file.discard();
  const data = parseJson(Buffer.concat(chunks).toString("utf8"));
  if (data === undefined && file.bytes > 0) throw errorFromWrongAnswer("JSON that is cut short or broken");
  return { contentType, headers, ...data !== undefined && { data } };
}
