/** An HTTP request to an address of Pipedream, as a component gets it. */
import type { IncomingMessage } from "node:http";
import { parseJson } from "../component/json.ts";

export interface HttpEvent {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  bodyRaw: string;
  /** What the body holds if it is JSON or a form, otherwise its text. */
  body: unknown;
  url: string;
  client_ip: string;
}

/** Pipedream takes bodies up to 512 KB. */
export const mostBodyBytes = 512 * 1024;

/** @returns `undefined` if it is larger than Pipedream takes */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= mostBodyBytes) chunks.push(chunk);
  }
  return bytes > mostBodyBytes ? undefined : Buffer.concat(chunks).toString("utf8");
}

function parseBody(text: string, type: string): unknown {
  if (text === "") return undefined;
  if (type.includes("application/x-www-form-urlencoded")) return Object.fromEntries(new URLSearchParams(text));
  return parseJson(text) ?? text;
}

/** @returns `undefined` if the body is larger than Pipedream takes */
export async function readHttpEvent(request: IncomingMessage, base: string): Promise<HttpEvent | undefined> {
  const bodyRaw = await readBody(request);
  if (bodyRaw === undefined) return undefined;
  const url = new URL(request.url ?? "/", base);
  const headers = Object.fromEntries(Object.entries(request.headers)
    .map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value ?? ""]));
  return {
    method: request.method ?? "GET",
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers,
    bodyRaw,
    body: parseBody(bodyRaw, headers["content-type"] ?? ""),
    url: url.href,
    client_ip: request.socket.remoteAddress ?? "127.0.0.1",
  };
}
