/** The HTTP requests of a running component, as Node itself tells of them. */
import { subscribe } from "node:diagnostics_channel";
import type { ClientRequest, IncomingMessage } from "node:http";
import { messageOf } from "../component/runtime-error.ts";
import type { HttpRequest, Tell } from "./protocol.ts";
import { currentTell } from "./teller.ts";

interface Watched {
  tell: Tell;
  startedAt: number;
  request: HttpRequest;
  isOver: boolean;
}

const watched = new WeakMap<object, Watched>();

const counts = new WeakMap<Tell, number>();

let isWatching = false;

function start(key: object, method: string, host: string, path: string): Watched | undefined {
  const tell = currentTell();
  if (tell === undefined) return undefined;
  const id = (counts.get(tell) ?? 0) + 1;
  counts.set(tell, id);
  const request = { id, method, host, path: path.replace(/[?#].*$/, "") };
  const it: Watched = { tell, startedAt: Date.now(), request, isOver: false };
  watched.set(key, it);
  tell({ type: "http", ...request });
  return it;
}

function end(key: object, how: { status: number } | { error: string }): void {
  const it = watched.get(key);
  if (it === undefined || it.isOver) return;
  it.isOver = true;
  it.tell({ type: "http", ...it.request, ...how, millis: Date.now() - it.startedAt });
}

/** What Node publishes of a request by `http` or `https`; axios, got and others use these. */
function watchHttpModule(): void {
  subscribe("http.client.request.start", (message) => {
    const { request } = message as { request: ClientRequest };
    const it = start(request, request.method, String(request.getHeader("host") ?? request.host), request.path);
    if (it === undefined) return;
    request.once("error", (error) => {
      end(request, { error: messageOf(error) });
    });
    request.once("response", (response: IncomingMessage) => {
      end(request, { status: response.statusCode ?? 0 });
    });
  });
}

interface FetchMessage {
  request: { origin: string | URL; method: string; path: string };
  response?: { statusCode: number };
  error?: unknown;
}

/** What Node's `fetch` publishes. */
function watchFetch(): void {
  subscribe("undici:request:create", (message) => {
    const { request } = message as FetchMessage;
    start(request, request.method, new URL(String(request.origin)).host, request.path);
  });
  subscribe("undici:request:headers", (message) => {
    const { request, response } = message as FetchMessage;
    end(request, { status: response?.statusCode ?? 0 });
  });
  subscribe("undici:request:error", (message) => {
    const { request, error } = message as FetchMessage;
    end(request, { error: messageOf(error) });
  });
}

/** From now on every request that a running component makes is told, without its headers, its query and its body. */
export function watchHttp(): void {
  if (isWatching) return;
  isWatching = true;
  watchHttpModule();
  watchFetch();
}
