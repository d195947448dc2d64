/** What becomes of the answer to a raw request, whatever it is. */
import { entryOf } from "../../operations/table.ts";
import { errorFromWrongAnswer } from "../errors/lost-exchange.ts";
import { isTooDeep, returnedJson, saidBy } from "../errors/redact.ts";
import { StabilityError } from "../errors/stability-error.ts";
import { contentTypes } from "../files/formats/content-types.ts";
import type { OutputFile, SavedFile } from "../files/output-file.ts";
import type { OutputFiles } from "../files/output-files.ts";
import { parseJson } from "../json.ts";
import type { Answer } from "../wire/answer.ts";
import { MalformedAnswerError } from "./base64-decoder.ts";
import { beginningOf } from "./beginning.ts";
import { limited, pour, type Broken } from "./transfer.ts";

/** JSON up to this size is returned as it is; steps of Pipedream export at most 6 MB. */
const maxReturnedBytes = 1_048_576;

/** What bytes that tell nothing are saved as. */
const extensions: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(contentTypes).map(([extension, contentType]) => [contentType, extension])),
  "audio/mpeg": "mp3",
  "audio/wav": "wav",
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "model/gltf-binary": "glb",
  "video/mp4": "mp4",
};

/** The headers that tell of a result. */
const toldHeaders = ["seed", "finish-reason", "x-request-id"];

export interface ApiAnswer {
  /** What the bytes are, or the host says that they are. */
  contentType: string;
  headers: Record<string, string>;
  /** What the JSON of the answer says. */
  data?: unknown;
  /** Where everything else is saved, and JSON that is too large or too deep to be returned. */
  file?: SavedFile;
}

const isMediaType = (contentType: string) => /^(image|video|audio)\//.test(contentType);

/** Gives the file the name of what its bytes are, and of what the host says only where they tell nothing. */
async function keep(file: OutputFile, said: string, key: string, broken: Broken | undefined): Promise<SavedFile> {
  const format = await file.format();
  if ("end" in format && format.fault === undefined) return file.keepMedia(key);
  if (broken !== undefined) throw broken.error;
  if ("end" in format) return file.keepMedia(key);
  if (format.kind === "text" && isMediaType(said)) throw await file.wrongType(format, key);
  const saidExtension = entryOf(extensions, said);
  // The host knows more about a plain text: it may be JSON that is one long string.
  const isKnown = format.extension !== undefined && !(format.extension === "txt" && saidExtension !== undefined);
  return isKnown
    ? file.keep(entryOf(contentTypes, format.extension) ?? said, format.extension ?? "bin")
    : file.keep(said, saidExtension ?? "bin");
}

function toldIn({ headers, key }: Answer): Record<string, string> {
  return Object.fromEntries(toldHeaders.flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [[name, saidBy(value, key)]];
  }));
}

/** JSON, or a file; neither if there is nothing. */
async function receive(answer: Answer, file: OutputFile, said: string): Promise<{ data?: unknown; file?: SavedFile }> {
  const saysJson = said === "application/json";
  const { isJson, body } = await beginningOf(limited(answer.body));
  const chunks: Buffer[] = [];
  const broken = await pour(body, async (chunk) => {
    await file.write(chunk);
    if ((isJson || saysJson) && file.bytes <= maxReturnedBytes) chunks.push(chunk);
  });
  if (file.bytes === 0) {
    if (broken !== undefined) throw broken.error;
    return {};
  }
  if ((isJson || saysJson) && file.bytes <= maxReturnedBytes) {
    const data = parseJson(Buffer.concat(chunks).toString("utf8"));
    if (data !== undefined && !isTooDeep(data)) return { data: returnedJson(data, answer.key) };
    if (data === undefined && isJson && saysJson) {
      throw broken?.error ?? new MalformedAnswerError("JSON that is cut short or broken");
    }
  }
  return { file: await keep(file, said, answer.key, broken) };
}

/** @throws StabilityError if the connection breaks, or the answer is not what it says */
export async function receiveAnything(answer: Answer, outputs: OutputFiles): Promise<ApiAnswer> {
  const type = answer.headers["content-type"] ?? "application/octet-stream";
  const said = saidBy(type.split(";", 1).join(""), answer.key, 100).toLowerCase();
  const file = await outputs.open();
  try {
    const received = await receive(answer, file, said);
    if (received.file === undefined) await file.discard();
    return { contentType: received.file?.contentType ?? said, headers: toldIn(answer), ...received };
  } catch (error) {
    await file.discard();
    if (error instanceof StabilityError) throw error;
    throw error instanceof MalformedAnswerError ? errorFromWrongAnswer(error.message) : answer.lost(error);
  }
}
