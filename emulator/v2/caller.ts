/** Who calls, by the header `Authorization`. */
import type { FastifyRequest } from "fastify";
import { accountOf, isKnownKey, type Account } from "../accounts.ts";
import { unauthorized } from "./errors.ts";

const beforeKey = "Bearer ";

/** @throws V2Error 401 without a key that the emulator takes */
export function requireAccount({ headers: { authorization = "" } }: FastifyRequest): Account {
  const key = authorization.slice(beforeKey.length);
  if (!authorization.startsWith(beforeKey) || !isKnownKey(key)) throw unauthorized();
  return accountOf(key);
}
