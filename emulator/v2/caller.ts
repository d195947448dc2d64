/** Who calls, by the header `Authorization`. */
import type { FastifyRequest } from "fastify";
import { accountOf, isKnownKey, type Account } from "../state/accounts.ts";
import { badRequest, unauthorized } from "./errors.ts";

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

const clientHeaders = ["stability-client-id", "stability-client-user-id", "stability-client-version"];

/** @throws V2Error 400 for what a client calls itself, if it has more than 256 characters */
export function requireClientNames({ headers }: FastifyRequest): void {
  const tooLong = clientHeaders.filter((name) => String(headers[name] ?? "").length > 256);
  if (tooLong.length > 0) throw badRequest(...tooLong.map((name) => `${name}: must be at most 256 characters`));
}
