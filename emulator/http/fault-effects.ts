/** What a fault does to a request and its answer. */
import { setTimeout } from "node:timers/promises";
import type { FastifyReply } from "fastify";
import { Refusal } from "./refusal.ts";
import type { Fault } from "../state/faults.ts";

const page = (status: number) => `<!DOCTYPE html>
<html><head><title>${status}</title></head><body><h1>${status}</h1><p>This page stands in for that of a gateway.</p></body></html>
`;

/** Waits, without keeping the process alive, and no longer than the caller does. */
async function wait(millis: number, reply: FastifyReply): Promise<void> {
  const gone = new AbortController();
  reply.raw.once("close", () => {
    gone.abort();
  });
  await setTimeout(millis, undefined, { ref: false, signal: gone.signal });
}

/**
 * Does what a fault does instead of the normal answer, or before it.
 * @throws Refusal if the fault is the rate limit, and AbortError if the caller hangs up in a delay
 */
export async function applyBefore(fault: Fault, reply: FastifyReply): Promise<unknown> {
  if (fault.rateLimit) throw new Refusal("rate limit");
  if (fault.delayMillis !== undefined) await wait(fault.delayMillis, reply);
  if (fault.html !== undefined) {
    return reply.status(fault.html.status).type("text/html; charset=utf-8").send(page(fault.html.status));
  }
  if (fault.status === undefined) return undefined;
  reply.status(fault.status).headers(fault.headers ?? {});
  if (fault.body === undefined) return reply.send();
  return reply.type("application/json").send(JSON.stringify(fault.body));
}

/** Sends the head of the normal answer and the first bytes of its body, and then does something to the connection. */
function sendBeginning(reply: FastifyReply, payload: Buffer, bytes: number, then: () => void): void {
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value);
  }
  reply.raw.setHeader("content-length", payload.length);
  reply.raw.writeHead(reply.statusCode);
  reply.raw.write(payload.subarray(0, bytes), then);
}

/**
 * Cuts the normal answer off, if that is what the fault does.
 * @returns whether it did, and nothing more must be sent
 */
export function cutOff(fault: Fault, reply: FastifyReply, payload: Buffer): boolean {
  const { resetAfterBytes, truncateAfterBytes } = fault;
  const { socket } = reply.raw;
  if (resetAfterBytes === 0) {
    socket?.resetAndDestroy();
    return true;
  }
  if (resetAfterBytes !== undefined) {
    sendBeginning(reply, payload, resetAfterBytes, () => socket?.resetAndDestroy());
    return true;
  }
  if (truncateAfterBytes !== undefined) {
    sendBeginning(reply, payload, truncateAfterBytes, () => socket?.destroySoon());
    return true;
  }
  return false;
}
