/** Who calls, and which organization pays, by the headers of a request. */
import type { FastifyRequest } from "fastify";
import { accountOf, isKnownKey, keyIn, type Account } from "../state/accounts.ts";
import { incorrectKey, missingAuthorization, permissionDenied } from "./errors.ts";

/** @throws V1Error 401 without a key that the emulator takes */
export function requireAccount({ headers: { authorization } }: FastifyRequest): Account {
  if (authorization === undefined) throw missingAuthorization();
  const key = keyIn(authorization);
  if (!isKnownKey(key)) throw incorrectKey(key);
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
