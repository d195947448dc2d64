/** What a host of v2 is asked, and how it answers. */
import type { ServerResponse } from "node:http";
import type { SeenRequest } from "./server.ts";

/** The texts of a form by the names of their fields, without its files. */
export function textFields({ body, headers }: SeenRequest): Record<string, string> {
  const [, boundary = ""] = /boundary=(.*)$/.exec(headers["content-type"] ?? "") ?? [];
  return Object.fromEntries(body.split(`--${boundary}`).flatMap((part) => {
    const [, name = "", value] = /^\r\nContent-Disposition: form-data; name="([^"]+)"\r\n\r\n(.*)\r\n$/s.exec(part) ?? [];
    return value === undefined ? [] : [[name, value] as const];
  }));
}

export const seedOf = (request: SeenRequest): number => Number(textFields(request)["seed"] ?? NaN);

interface Said {
  seed?: number;
  finishReason?: string;
  contentType?: string;
}

/** Answers with the bytes of a picture or a film, and what is said of it in headers. */
export function sendMedia(response: ServerResponse, bytes: Buffer, said: Said = {}): void {
  const { seed = 1, finishReason = "SUCCESS", contentType = "image/png" } = said;
  response.writeHead(200, {
    "Content-Type": contentType,
    "Content-Length": bytes.length,
    "Finish-Reason": finishReason,
    Seed: seed,
  }).end(bytes);
}

/** Answers with an error in v2's envelope. */
export function sendError(response: ServerResponse, status: number, name: string, ...errors: string[]): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify({ id: "1", name, errors }));
}
