/** Who calls, by the header `Authorization`. */
import type { FastifyRequest } from "fastify";
import { accountOf, isKnownKey, keyIn, type Account } from "../state/accounts.ts";
import { badRequest, unauthorized } from "./errors.ts";

/** @throws V2Error 401 without a key that the emulator takes */
export function requireAccount({ headers: { authorization = "" } }: FastifyRequest): Account {
  const key = keyIn(authorization);
  if (!isKnownKey(key)) throw unauthorized();
  return accountOf(key);
}

/**
 * Real paths were seen to answer 401 to those who sent nothing at all, before any value is looked at.
 * @throws V2Error 401 without the header
 */
export function requireAuthorization({ headers: { authorization } }: FastifyRequest): void {
  if (authorization === undefined) throw unauthorized();
}

const clientHeaders = ["stability-client-id", "stability-client-user-id", "stability-client-version"];

/** @throws V2Error 400 for what a client calls itself, if it has more than 256 characters */
export function requireClientNames({ headers }: FastifyRequest): void {
  const tooLong = clientHeaders.filter((name) => String(headers[name] ?? "").length > 256);
  if (tooLong.length > 0) throw badRequest(...tooLong.map((name) => `${name}: must be at most 256 characters`));
}
