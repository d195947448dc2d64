/** The errors for what was lost on the way: an exchange that broke, or an answer that is not what it should be. */
import { codeOf } from "../json.ts";
import { inSeconds } from "../text.ts";
import { connectionCause, exchangeCause, isLasting } from "./network-causes.ts";
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

/** A file of a form that could not be sent to its end. */
export interface UnsentFile {
  /** The field of the form. */
  field: string;
  /** What stands behind "the file for image". */
  reason: string;
}

/** The error for a request that was given up because of one of its files: a form that is cut off is no request. */
export function errorFromInput({ field, reason }: UnsentFile, isPaid: boolean): StabilityError {
  return new StabilityError(
    `The request was not sent to its end${isPaid ? ", so nothing was paid" : ""}: the file for ${field} ${reason}.`,
    { isUnsent: true },
  );
}

/** The error for an answer that no host gave, but a proxy on the way to it. */
export function errorFromProxy(status: number, hostUrl: string, isPaid: boolean): StabilityError {
  return new StabilityError(`The request to ${hostUrl} was not sent${isPaid ? ", so nothing was paid" : ""}: a proxy on the `
    + `way answered status ${status}.`, { isUnsent: true, isLost: true });
}

export interface LostExchange {
  error: unknown;
  hostUrl: string;
  /** How long the exchange was given, if that time is up. */
  timedOutAfterMillis?: number;
  /** Whether the request asks for something that costs credits. */
  isPaid: boolean;
  /** Whether it failed before the first byte of the request could leave. */
  isUnsent: boolean;
}

/** With TLS 1.3 the first bytes are on their way when the host refuses the connection for want of a certificate. */
const refusedLate = "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED";

function whyLost({ error, timedOutAfterMillis, isUnsent }: LostExchange): string {
  if (timedOutAfterMillis === undefined) return isUnsent ? connectionCause(error) : exchangeCause(error);
  return `no ${isUnsent ? "connection came about" : "complete answer came"} within ${inSeconds(timedOutAfterMillis)} s`;
}

/**
 * The error for an exchange that broke: no answer, or not all of it. The original error is left behind, since the
 * HTTP client keeps the key in it.
 */
export function errorFromLostExchange(lost: LostExchange): StabilityError {
  const { error, hostUrl, isPaid } = lost;
  const isUnsent = lost.isUnsent || codeOf(error) === refusedLate;
  const why = whyLost({ ...lost, isUnsent });
  const message = isUnsent
    ? `The request to ${hostUrl} was not sent${isPaid ? ", so nothing was paid" : ""}: ${why}.`
    : `The exchange with ${hostUrl} failed: ${why}.${isPaid ? ` ${paidAdvice}` : ""}`;
  return new StabilityError(message, { isUnsent, isLost: !(isUnsent && isLasting(error)), code: codeOf(error) });
}
