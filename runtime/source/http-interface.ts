/** `$.interface.http` of a source: an address on this machine that runs the source. */
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { mostBodyBytes, readHttpEvent, type HttpEvent } from "../action/http-event.ts";
import { isObject, type Json } from "../component/component.ts";
import { jsonOf } from "../component/json.ts";

/** A request that waits for its answer. */
export interface HttpCall {
  event: HttpEvent;
  /** The first answer counts. */
  respond: (response: Json) => void;
  /** Whoever sends the request gets an answer even where the source gives none. */
  finish: (isFine: boolean) => void;
}

export interface HttpInterface {
  endpoint: string;
  close: () => Promise<void>;
}

const textOf = (value: unknown) => typeof value === "string" ? value : jsonOf(value);

function write(response: ServerResponse, { status, headers, text, base64, type }: Json): void {
  if (response.headersSent) return;
  const code = typeof status === "number" && status >= 100 && status <= 599 ? status : 200;
  response.statusCode = code;
  if (typeof type === "string") response.setHeader("content-type", type);
  for (const [name, value] of Object.entries(isObject(headers) ? headers : {})) {
    if (Array.isArray(value)) response.setHeader(name, value.map(textOf));
    else if (value !== undefined && value !== null) response.setHeader(name, textOf(value));
  }
  response.end(typeof base64 === "string" ? Buffer.from(base64, "base64") : typeof text === "string" ? text : undefined);
}

/**
 * @param port 0 for any that is free
 * @param onCall gets each request that Pipedream would take
 */
export async function openHttpInterface(port: number, onCall: (call: HttpCall) => void): Promise<HttpInterface> {
  let endpoint = "";
  const server = createServer((request, response) => {
    void readHttpEvent(request, endpoint).then((event) => {
      if (event === undefined) {
        response.writeHead(413, { "content-type": "text/plain" });
        response.end(`Request Entity Too Large: Pipedream takes bodies up to ${mostBodyBytes} bytes.\n`);
        return;
      }
      onCall({
        event,
        respond: (answer) => {
          write(response, answer);
        },
        finish: (isFine) => {
          write(response, { status: isFine ? 200 : 500 });
        },
      });
    }, () => {
      response.destroy();
    });
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoint,
    async close() {
      server.closeIdleConnections();
      server.close();
      server.closeAllConnections();
      await once(server, "close").catch(() => undefined);
    },
  };
}
