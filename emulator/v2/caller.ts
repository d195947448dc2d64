/** Who calls, by the header `Authorization`. */
import type { FastifyRequest } from "fastify";
import { accountOf, isKnownKey, type Account } from "../accounts.ts";
import { unauthorized } from "./errors.ts";

const beforeKey = "Bearer ";

/** The documents' samples for curl send the bare key where results are fetched, and nowhere else. */
const takesBareKey = ({ method }: FastifyRequest) => method === "GET";

/** @throws V2Error 401 without a key that the emulator takes */
export function requireAccount(request: FastifyRequest): Account {
  const { authorization = "" } = request.headers;
  const hasBearer = authorization.startsWith(beforeKey);
  const key = hasBearer ? authorization.slice(beforeKey.length) : authorization;
  if (!isKnownKey(key) || !(hasBearer || takesBareKey(request))) throw unauthorized();
  return accountOf(key);
}
