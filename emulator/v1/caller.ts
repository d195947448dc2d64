/** Who calls, and which organization pays, by the headers of a request. */
import type { FastifyRequest } from "fastify";
import { accountOf, isKnownKey, type Account } from "../accounts.ts";
import { incorrectKey, missingAuthorization, permissionDenied } from "./errors.ts";
import type { Version } from "./versions.ts";

export interface Caller {
  account: Account;
  organizationId: string;
}

/** @throws V1Error 401 without a key that the emulator takes, written as the version wants it */
export function requireKey({ headers: { authorization } }: FastifyRequest, { beforeKey }: Version): string {
  if (authorization === undefined) throw missingAuthorization();
  const key = authorization.slice(authorization.startsWith(beforeKey) ? beforeKey.length : 0);
  if (!authorization.startsWith(beforeKey) || !isKnownKey(key)) throw incorrectKey(key);
  return key;
}

/** @throws V1Error 403 for an organization that the account is no member of (the status is our guess) */
export function requireCaller(request: FastifyRequest, version: Version): Caller {
  const account = accountOf(requireKey(request, version));
  const wanted = request.headers["organization"];
  if (wanted === undefined) return { account, organizationId: account.organizations[0].id };
  const organization = account.organizations.find(({ id }) => id === wanted);
  if (organization === undefined) throw permissionDenied();
  return { account, organizationId: organization.id };
}
