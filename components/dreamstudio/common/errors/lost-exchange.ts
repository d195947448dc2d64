/** The errors for what was lost on the way: an exchange that broke, or an answer that is not what it should be. */
import { codeOf } from "../json.ts";
import { StabilityError } from "./stability-error.ts";

/** The host says nothing of whether it did what it was asked for. */
export const paidAdvice =
  "The request may have been carried out and paid for: compare your balance before you run it again.";

/** An answer with status 200 that is not what the operation promises, or not all of it. */
export function errorFromWrongAnswer(what: string, expected = "a picture"): StabilityError {
  return new StabilityError(`The host answered ${what}, where ${expected} was expected.`, {
    status: 200,
    isLost: true,
    isWrongAnswer: true,
  });
}

const causes: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing accepts connections there",
  ENOTFOUND: "there is no host of that name",
  EAI_AGAIN: "the name of the host could not be looked up",
  ECONNRESET: "the connection broke",
  EPIPE: "the connection broke",
  ECONNABORTED: "the connection broke",
};

/** Errors after which the request cannot have reached the API. */
const unsentCodes = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]);

export interface LostExchange {
  error: unknown;
  hostUrl: string;
  /** How long the exchange was given, if that time is up. */
  timedOutAfterMillis?: number;
  /** Whether the request asks for something that costs credits. */
  isPaid: boolean;
}

/**
 * The error for an exchange that broke: no answer, or not all of it. The original error is left behind, since the
 * HTTP client keeps the key in it.
 */
export function errorFromLostExchange(lost: LostExchange): StabilityError {
  const { error, hostUrl, timedOutAfterMillis, isPaid } = lost;
  const code = codeOf(error);
  const why = timedOutAfterMillis === undefined
    ? (code === undefined ? undefined : causes[code]) ?? "the connection broke"
    : `no complete answer came within ${Math.round(timedOutAfterMillis / 100) / 10} s`;
  const isUnsent = timedOutAfterMillis === undefined && code !== undefined && unsentCodes.has(code);
  const advice = isPaid && !isUnsent ? ` ${paidAdvice}` : "";
  return new StabilityError(`The exchange with ${hostUrl} failed: ${why}.${advice}`, { isUnsent, isLost: true, code });
}
