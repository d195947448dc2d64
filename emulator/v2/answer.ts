/** How a finished generation is answered: as its bytes, or as JSON. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { badRequest } from "./errors.ts";

export type Kind = "image" | "video";

export interface Result {
  kind: Kind;
  /** For example `image/png`. */
  contentType: string;
  bytes: Buffer;
  seed: number;
  finishReason: "SUCCESS" | "CONTENT_FILTERED";
}

/**
 * Whether JSON is asked. What asks for anything is not documented everywhere, but it is what most clients send.
 * @throws V2Error 400 for what the documents do not list (guessed)
 */
export function wantsJson({ headers: { accept = "*/*" } }: FastifyRequest, kind: Kind): boolean {
  if (accept === "application/json") return true;
  if (accept !== `${kind}/*` && accept !== "*/*") {
    throw badRequest(`accept: must be one of ${kind}/*, application/json`);
  }
  return false;
}

/** Sends 200. The bytes say seed and finish reason in headers, the JSON in its members. */
export function sendResult(reply: FastifyReply, result: Result, asJson: boolean): FastifyReply {
  const { kind, contentType, bytes, seed, finishReason } = result;
  if (!asJson) return reply.type(contentType).header("finish-reason", finishReason).header("seed", seed).send(bytes);
  const body = { [kind]: bytes.toString("base64"), seed, finish_reason: finishReason };
  // As bytes, to which Fastify adds no charset.
  return reply.type(`application/json; type=${contentType}`).send(Buffer.from(JSON.stringify(body)));
}
