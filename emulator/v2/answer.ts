/** How a finished generation is answered: as its bytes, or as JSON. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Makes, Media } from "../state/media.ts";
import { badRequest } from "./errors.ts";

/**
 * Whether JSON is asked. What asks for anything is not documented everywhere, but it is what most clients send.
 * @throws V2Error 400 for what the documents do not list (guessed)
 */
export function wantsJson({ headers: { accept = "*/*" } }: FastifyRequest, makes: Makes): boolean {
  if (accept === "application/json") return true;
  if (accept !== `${makes}/*` && accept !== "*/*") {
    throw badRequest(`accept: must be one of ${makes}/*, application/json`);
  }
  return false;
}

/** Sends 200. The bytes say seed and finish reason in headers, the JSON in its members. */
export function sendMedia(reply: FastifyReply, media: Media, asJson: boolean): FastifyReply {
  const { makes, contentType, bytes, seed, finishReason } = media;
  if (!asJson) return reply.type(contentType).header("finish-reason", finishReason).header("seed", seed).send(bytes);
  const body = { [makes]: bytes.toString("base64"), seed, finish_reason: finishReason };
  // As bytes, to which Fastify adds no charset.
  return reply.type(`application/json; type=${contentType}`).send(Buffer.from(JSON.stringify(body)));
}
