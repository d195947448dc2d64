/** Who calls, and which organization pays, by the headers of a request. */
import type { FastifyRequest } from "fastify";
import { accountOf, isKnownKey, type Account } from "../state/accounts.ts";
import { incorrectKey, missingAuthorization, permissionDenied } from "./errors.ts";
import type { Version } from "./versions.ts";

/** @throws V1Error 401 without a key that the emulator takes, written as the version wants it */
export function requireAccount({ headers: { authorization } }: FastifyRequest, { beforeKey }: Version): Account {
  if (authorization === undefined) throw missingAuthorization();
  const key = authorization.slice(authorization.startsWith(beforeKey) ? beforeKey.length : 0);
  if (!authorization.startsWith(beforeKey) || !isKnownKey(key)) throw incorrectKey(key);
  return accountOf(key);
}

/**
 * The id of the organization that pays: the one in the header `Organization`, or else the default one.
 * @throws V1Error 403 for an organization that the account is no member of (the status is our guess)
 */
export function requireOrganization({ headers: { organization: wanted } }: FastifyRequest, account: Account): string {
  if (wanted === undefined) return account.organizations[0].id;
  const organization = account.organizations.find(({ id }) => id === wanted);
  if (organization === undefined) throw permissionDenied();
  return organization.id;
}
