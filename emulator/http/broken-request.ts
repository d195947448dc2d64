/** What cannot be read as HTTP at all; whatever was asked is not known, so the answer is that of v1. */
import { randomBytes } from "node:crypto";
import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";

interface ParseError extends Error {
  code?: string;
}

/** As Node itself would answer: too large a head, too slow a request, or no HTTP. */
const statuses: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

export function answerBrokenRequest({ code = "", message }: ParseError, socket: Socket): void {
  if (code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = statuses[code] ?? 400;
  const body = JSON.stringify({ id: randomBytes(16).toString("hex"), message: `request: ${message}`, name: "bad_request" });
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\nConnection: close\r\n`
    + `Content-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}
