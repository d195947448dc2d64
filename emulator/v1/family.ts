/** How v1, v1beta and v1alpha meet any request. */
import { randomBytes } from "node:crypto";
import type { FastifyError } from "fastify";
import type { Family } from "../http/contract.ts";
import { Refusal, type RefusalReason } from "../http/refusal.ts";
import { requireAccount } from "./caller.ts";
import { badRequest, errorBody, rateLimitExceeded, routeNotFound, serverError, V1Error } from "./errors.ts";
import { versionOf } from "./versions.ts";

const refusals: Readonly<Record<RefusalReason, () => V1Error>> = {
  "rate limit": rateLimitExceeded,
  "unknown path": routeNotFound,
  "broken form": () => badRequest("body: is not a whole form"),
};

/** What Fastify refuses by itself is, to a caller of the API, a bad request. */
function toV1Error(thrown: Error & Partial<FastifyError>): V1Error {
  if (thrown instanceof V1Error) return thrown;
  if (thrown instanceof Refusal) return refusals[thrown.reason]();
  return (thrown.statusCode ?? 500) < 500 ? badRequest(`body: ${thrown.message}`) : serverError();
}

/** Also of all paths that no version has. */
export const v1Family: Family = {
  owns: () => true,
  newRequestId: () => randomBytes(16).toString("hex"),
  headers: () => ({}),
  asksForKeyFirst: true,
  // Observed: 401 without a key for unknown paths too.
  requirePath: () => undefined,
  requireAccount,
  answerTo(thrown, request, asOf) {
    const error = toV1Error(thrown);
    return { status: error.status, body: errorBody(error, request.id, versionOf(request.url, asOf)) };
  },
};
