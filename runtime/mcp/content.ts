/** What an agent gets of a run: words, structured values, and the files. */
import { readFile, stat } from "node:fs/promises";
import { basename, extname } from "node:path";
import { pathToFileURL } from "node:url";
import type { CallToolResult, ContentBlock } from "@modelcontextprotocol/sdk/types.js";
import type { RunResult } from "../action/result.ts";
import { jsonOf } from "../component/json.ts";

/** A picture up to this size is shown, and not only linked to. */
const mostPictureBytes = 256 * 1024;

const types: Readonly<Record<string, string>> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".webp": "image/webp",
  ".gif": "image/gif",
  ".mp4": "video/mp4",
  ".mp3": "audio/mpeg",
  ".wav": "audio/wav",
  ".glb": "model/gltf-binary",
  ".json": "application/json",
  ".txt": "text/plain",
  ".pdf": "application/pdf",
};

async function blocksOf(path: string): Promise<ContentBlock[]> {
  const mimeType = types[extname(path).toLowerCase()] ?? "application/octet-stream";
  const { size } = await stat(path);
  const uri = pathToFileURL(path).href;
  const link: ContentBlock = { type: "resource_link", uri, name: basename(path), mimeType, size };
  if (!mimeType.startsWith("image/") || size > mostPictureBytes) return [link];
  return [link, { type: "image", data: (await readFile(path)).toString("base64"), mimeType }];
}

const shown = (value: unknown) => typeof value === "string" ? value : jsonOf(value, 2);

/** What the agent can do about it. */
const advice = { component: "", use: " Correct the arguments and call the tool again.", limit: "" } as const;

export async function toToolResult(result: RunResult): Promise<CallToolResult> {
  const { ok, returnValue, exports, files, error, warnings } = result;
  const summary = exports["$summary"];
  const words = error === null
    ? [...summary === undefined ? [] : [shown(summary)], shown(returnValue ?? null), ...warnings]
    : [`${error.name}: ${error.message}${advice[error.kind]}`];
  const { name, message, problems } = error ?? {};
  const told = error === null ? null : { name, message, ...problems !== undefined && { problems } };
  return {
    isError: !ok,
    content: [{ type: "text", text: words.join("\n\n") }, ...(await Promise.all(files.map(blocksOf))).flat()],
    structuredContent: { ok, returnValue: returnValue ?? null, exports, files, error: told },
  };
}
