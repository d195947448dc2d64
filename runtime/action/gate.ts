/** Where a paused step is resumed or canceled: two addresses on this machine. */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readHttpEvent, type HttpEvent } from "./http-event.ts";

export type Passage = { kind: "time" } | { kind: "aborted" } | { kind: "canceled" } | { kind: "resumed"; request: HttpEvent };

export interface Gate {
  resumeUrl: string;
  cancelUrl: string;
  /** Waits for a request, for the time to pass, or for the signal. What came before the wait counts too. */
  wait: (millis: number, signal: AbortSignal | undefined) => Promise<Passage>;
  close: () => void;
}

/** Longer waits do not fit into a timer of Node's. */
const longestMillis = 2 ** 31 - 1;

export async function openGate(): Promise<Gate> {
  const token = randomUUID();
  let pass: ((how: Passage) => void) | undefined;
  let early: Passage | undefined;
  const arrive = (how: Passage) => {
    if (pass === undefined) early = how;
    else pass(how);
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    const isKnown = pathname === `/resume/${token}` || pathname === `/cancel/${token}`;
    void readHttpEvent(request, "http://127.0.0.1").then((event) => {
      if (event !== undefined && isKnown) arrive(pathname.startsWith("/resume") ? { kind: "resumed", request: event } : { kind: "canceled" });
      response.writeHead(!isKnown ? 404 : event === undefined ? 413 : 200, { "content-type": "text/plain; charset=utf-8" })
        .end(isKnown ? "OK\n" : "No step waits at this address.\n");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  server.unref();
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    resumeUrl: `${base}/resume/${token}`,
    cancelUrl: `${base}/cancel/${token}`,
    wait: (millis, signal) => new Promise((resolve) => {
      const end = (how: Passage) => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", abort);
        pass = undefined;
        early = undefined;
        resolve(how);
      };
      const abort = () => {
        end({ kind: "aborted" });
      };
      const timer = setTimeout(end, Math.min(millis, longestMillis), { kind: "time" });
      pass = end;
      signal?.addEventListener("abort", abort, { once: true });
      if (signal?.aborted === true) abort();
      else if (early !== undefined) end(early);
    }),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
