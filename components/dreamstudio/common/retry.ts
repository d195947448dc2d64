/** Sends a request again where that is safe: never one that may have been carried out and paid for. */
import pRetry from "p-retry";
import { setTimeout as sleep } from "node:timers/promises";
import { StabilityError } from "./stability-error.ts";

const retries = 3;
const firstWaitMillis = 200;

/** The API's penalty for too many requests, which no header is documented to tell. */
const rateLimitMillis = 60_000;

const isRateLimited = ({ status, code }: StabilityError) => status === 429 && code !== "insufficient_balance";

/** Reading can be repeated after anything that may pass; what costs credits only if it certainly did nothing. */
function mayRepeat(error: StabilityError, isPaid: boolean): boolean {
  if (isPaid) return error.isUnsent || (isRateLimited(error) && error.code === "rate_limit_exceeded");
  return error.status === undefined || isRateLimited(error) || error.status >= 500;
}

const waitMillis = (error: StabilityError) =>
  error.retryAfterMillis ?? (isRateLimited(error) ? rateLimitMillis : 0);

export interface RetryOptions {
  /** Whether the request costs credits. */
  isPaid: boolean;
  /** When the time for all attempts is up, in epoch milliseconds. */
  endsAt: number;
}

/** @throws what the last attempt threw */
export function withRetries<T>(attempt: () => Promise<T>, { isPaid, endsAt }: RetryOptions): Promise<T> {
  return pRetry(attempt, {
    retries,
    minTimeout: firstWaitMillis,
    factor: 2,
    async shouldRetry({ error }) {
      if (!(error instanceof StabilityError) || !mayRepeat(error, isPaid)) return false;
      const wait = waitMillis(error);
      if (Date.now() + wait >= endsAt) return false;
      await sleep(wait);
      return true;
    },
  });
}
