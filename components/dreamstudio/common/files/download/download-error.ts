/** Why a file could not be fetched, in words. */
import { StabilityError } from "../../errors/stability-error.ts";
import { codeOf } from "../../json.ts";

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing accepts connections there",
  ENOTFOUND: "there is no host of that name",
  EAI_AGAIN: "the name of the host could not be looked up",
  EHOSTUNREACH: "there is no way to that host",
  ENETUNREACH: "there is no way to that network",
  ETIMEDOUT: "the host does not answer",
  EPROTO: "the host does not speak https there",
  CERT_HAS_EXPIRED: "the certificate of the host has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "the certificate of the host is signed by nobody else",
  SELF_SIGNED_CERT_IN_CHAIN: "the certificate of the host is signed by nobody whom this machine knows",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "the certificate of the host is signed by nobody whom this machine knows",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "the certificate of the host is signed by nobody whom this machine knows",
  ERR_TLS_CERT_ALTNAME_INVALID: "the certificate is that of another host",
  ERR_INVALID_URL: "that is not an address",
  ENOSPC: "there is no room for it on the disk",
  Z_DATA_ERROR: "what came cannot be unpacked",
  Z_BUF_ERROR: "what came cannot be unpacked to its end",
};

/** What passes by itself; a name that nobody knows, or a wrong certificate, does not. */
const passingCodes = new Set(["ECONNREFUSED", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "ETIMEDOUT", "ECONNRESET", "EPIPE"]);

/** The error for what broke: what the HTTP client threw is not kept, for it may hold the query. */
export function errorFromDownload(error: unknown): StabilityError {
  if (error instanceof StabilityError) return error;
  const code = codeOf(error);
  const reason = code === undefined ? undefined : reasons[code];
  return new StabilityError(reason ?? "the connection broke", {
    code,
    isLost: reason === undefined || (code !== undefined && passingCodes.has(code)),
  });
}
