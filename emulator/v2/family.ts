/** How v2alpha and v2beta meet any request. */
import { randomBytes } from "node:crypto";
import type { FastifyError, FastifyRequest } from "fastify";
import type { Family } from "../http/contract.ts";
import { Refusal, type RefusalReason } from "../http/refusal.ts";
import { requireAccount } from "./caller.ts";
import {
  badRequest, errorBody, internalError, notMultipart, payloadTooLarge, rateLimitExceeded, routeNotFound, V2Error,
} from "./errors.ts";

const refusals: Readonly<Record<RefusalReason, () => V2Error>> = {
  "rate limit": rateLimitExceeded,
  "unknown path": routeNotFound,
  "broken form": () => badRequest("body: is not a whole form"),
};

/** What Fastify cannot read is no form; nothing else is refused by Fastify itself. */
function toV2Error(thrown: Error & Partial<FastifyError>, { headers, routeOptions }: FastifyRequest): V2Error {
  if (thrown instanceof V2Error) return thrown;
  if (thrown instanceof Refusal) return refusals[thrown.reason]();
  const { statusCode = 500 } = thrown;
  if (statusCode >= 500) return internalError();
  return statusCode === 413 ? payloadTooLarge(routeOptions.bodyLimit) : notMultipart(headers["content-type"]);
}

export const v2Family: Family = {
  owns: (path) => /^\/v2(alpha|beta)(\/|\?|$)/.test(path),
  newRequestId: () => randomBytes(16).toString("hex"),
  headers: (requestId) => ({ "x-request-id": requestId }),
  asksForKeyFirst: false,
  requirePath({ is404 }) {
    // Observed: 404 for a path that is not known even without a key, where others give 401.
    if (is404) throw routeNotFound();
  },
  requireAccount,
  answerTo(thrown, request) {
    const error = toV2Error(thrown, request);
    return { status: error.status, body: errorBody(error, request.id) };
  },
};
