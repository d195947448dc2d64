/** What becomes of the answer to a raw request, whatever it is. */
import { errorFromWrongAnswer } from "../errors/lost-exchange.ts";
import { StabilityError } from "../errors/stability-error.ts";
import type { OutputFile, SavedFile } from "../files/output-file.ts";
import type { OutputFiles } from "../files/output-files.ts";
import { parseJson } from "../json.ts";
import type { Answer } from "../wire/answer.ts";

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
export async function receiveAnything(answer: Answer, outputs: OutputFiles): Promise<ApiAnswer> {
  const { headers: { "content-type": type = "application/octet-stream", ...others }, body, lost } = answer;
  const contentType = type.split(";", 1).join("").trim().toLowerCase();
  const headers = Object.fromEntries(toldHeaders.flatMap((header) => {
    const value = others[header];
    return value === undefined ? [] : [[header, value]];
  }));
  const file = await outputs.open();
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
