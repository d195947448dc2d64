/** Why a file could not be fetched, in words. */
import { connectionCause, isLasting } from "../../errors/network-causes.ts";
import { StabilityError } from "../../errors/stability-error.ts";
import { codeOf } from "../../json.ts";

/** What does not pass by itself, besides what a certificate says. */
const lastingReasons = new Map([
  ["ENOTFOUND", "there is no host of that name"],
  ["ERR_INVALID_URL", "that is not an address"],
  ["ENOSPC", "there is no room for it on the disk"],
  ["Z_DATA_ERROR", "what came cannot be unpacked"],
  ["Z_BUF_ERROR", "what came cannot be unpacked to its end"],
]);

/** They may come at any time, also when half of the file is there. */
const brokenCodes = new Set(["", "ECONNRESET", "EPIPE", "ECONNABORTED", "ERR_STREAM_PREMATURE_CLOSE"]);

/** The error for what broke: what the HTTP client threw is not kept, for it may hold the query. */
export function errorFromDownload(error: unknown): StabilityError {
  if (error instanceof StabilityError) return error;
  const code = codeOf(error) ?? "";
  const reason = lastingReasons.get(code);
  if (reason !== undefined) return new StabilityError(reason, { code });
  const cause = brokenCodes.has(code) ? "the connection broke" : connectionCause(error);
  return new StabilityError(cause, { code, isLost: !isLasting(error) });
}
