/** How a finished generation is answered: as its bytes, or as JSON. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { preferredType } from "../http/accept.ts";
import type { Makes, Media } from "../state/media.ts";
import { badRequest } from "./errors.ts";

/** What a client can name to get the media itself; which of them comes, `output_format` says. */
const mediaTypes: Readonly<Record<Makes, readonly string[]>> = {
  image: ["image/png", "image/jpeg", "image/webp"],
  video: ["video/mp4"],
  audio: ["audio/mpeg", "audio/wav"],
  model: [],
};

/**
 * Whether JSON is asked for.
 * @throws V2Error 400 for what neither the documents list nor any of its media types covers (guessed)
 */
export function wantsJson({ headers: { accept = "*/*" } }: FastifyRequest, makes: Makes): boolean {
  // Documented: a model comes as its file, whatever is asked for.
  if (makes === "model") return false;
  const preferred = preferredType(accept, [...mediaTypes[makes], "application/json"]);
  if (preferred === undefined) throw badRequest(`accept: must be one of ${makes}/*, application/json`);
  return preferred === "application/json";
}

/**
 * Sends 200. The bytes say seed and finish reason in headers, the JSON in its members.
 * @param member where JSON has the media
 */
export function sendMedia(
  reply: FastifyReply, media: Media, asJson: boolean, member: string = media.makes,
): FastifyReply {
  const { makes, contentType, bytes, seed, finishReason } = media;
  // Documented of models: nothing but the content type.
  if (makes === "model") return reply.type(contentType).send(bytes);
  if (!asJson) {
    return reply.type(contentType).header("finish-reason", finishReason).header("seed", seed).send(bytes);
  }
  const body = { [member]: bytes.toString("base64"), seed, finish_reason: finishReason };
  // As bytes, to which Fastify adds no charset.
  return reply.type(`application/json; type=${contentType}`).send(Buffer.from(JSON.stringify(body)));
}
