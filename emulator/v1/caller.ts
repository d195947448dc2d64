/** Who calls, and which organization pays, by the headers of a request. */
import type { FastifyRequest } from "fastify";
import { accountOf, isKnownKey, type Account } from "../accounts.ts";
import { incorrectKey, missingAuthorization, permissionDenied } from "./errors.ts";

export interface Caller {
  account: Account;
  organizationId: string;
}

/** @throws V1Error 401 without a key that the emulator takes */
export function requireKey({ headers }: FastifyRequest): string {
  if (headers.authorization === undefined) throw missingAuthorization();
  const key = headers.authorization.replace(/^Bearer /, "");
  const isBearer = key !== headers.authorization;
  if (!isBearer || !isKnownKey(key)) throw incorrectKey(key);
  return key;
}

/** @throws V1Error 403 for an organization that the account is no member of (the status is our guess) */
export function requireCaller(request: FastifyRequest): Caller {
  const account = accountOf(requireKey(request));
  const wanted = request.headers["organization"];
  if (wanted === undefined) return { account, organizationId: account.organizations[0].id };
  const organization = account.organizations.find(({ id }) => id === wanted);
  if (organization === undefined) throw permissionDenied();
  return { account, organizationId: organization.id };
}
