/** Sends a request again where that is safe: never one that may have been carried out and paid for. */
import pRetry from "p-retry";
import { setTimeout as sleep } from "node:timers/promises";
import { StabilityError } from "../errors/stability-error.ts";

const usualRetries = 3;
const firstWaitMillis = 200;

/** The API's penalty for too many requests, which no header is documented to tell. */
const rateLimitMillis = 60_000;

/** Reading can be repeated after anything that may pass; what costs credits only if it certainly did nothing. */
const mayRepeat = (error: StabilityError, isPaid: boolean) =>
  isPaid ? error.isUnsent || (error.isRateLimit && error.code === "rate_limit_exceeded") : error.isPassing;

/** How long to leave the API alone after an error. */
export const waitMillis = (error: StabilityError): number =>
  error.retryAfterMillis ?? (error.isRateLimit ? rateLimitMillis : 0);

export interface RetryOptions {
  /** Whether the request costs credits. */
  isPaid: boolean;
  /** When the time for all attempts is up, in epoch milliseconds. */
  endsAt: number;
  /** How often a request is sent again at most; 3 if not said. */
  retries?: number | undefined;
}

/** @throws what the last attempt threw */
export function withRetries<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { isPaid, endsAt, retries = usualRetries } = options;
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
