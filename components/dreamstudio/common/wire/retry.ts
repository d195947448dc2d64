/** Sends a request again where that is safe: never one that may have been carried out and paid for. */
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

export interface Repetition {
  /** Whether the request costs credits. */
  isPaid: boolean;
  /** When the time for all attempts and waits is up, in epoch milliseconds. */
  endsAt: number;
  /** How often a request is sent again at most; 3 if not said. */
  retries?: number | undefined;
  sleep: (millis: number) => Promise<unknown>;
}

/** @throws what the last attempt threw */
export async function repeatWhereSafe<T>(attempt: () => Promise<T>, repetition: Repetition): Promise<T> {
  const { isPaid, endsAt, retries = usualRetries, sleep } = repetition;
  for (let repeated = 0; ; repeated += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (repeated === retries || !(error instanceof StabilityError) || !mayRepeat(error, isPaid)) throw error;
      const wait = Math.max(waitMillis(error), firstWaitMillis * 2 ** repeated);
      if (Date.now() + wait >= endsAt) throw error;
      await sleep(wait);
    }
  }
}
