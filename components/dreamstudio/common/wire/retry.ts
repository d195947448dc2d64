/** Sends a request again where that is safe: never one that may have been carried out and paid for. */
import { StabilityError } from "../errors/stability-error.ts";
import { inSeconds } from "../text.ts";

const usualRetries = 3;
const firstWaitMillis = 200;

/** Shorter waits are over before anybody reads of them. */
const toldFromMillis = 1_000;

/** The API's penalty for too many requests, which no header is documented to tell. */
const rateLimitMillis = 60_000;

/** Reading can be repeated after anything that may pass; what costs credits only if it certainly did nothing. */
const mayRepeat = (error: StabilityError, isPaid: boolean) =>
  error.isPassing && (!isPaid || error.isUnsent || (error.isRateLimit && error.code === "rate_limit_exceeded"));

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
  /** How much time has to be left for an attempt that starts now, in milliseconds. */
  neededMillis?: () => number;
}

/** The error for a request for which there is too little time. */
export function errorFromLittleTime(leftMillis: number, neededMillis: number): StabilityError {
  return new StabilityError(`Not sent: the step has ${inSeconds(leftMillis)} s left, and an answer may take `
    + `${inSeconds(neededMillis)} s. Give it a longer timeout.`, { isUnsent: true });
}

/** Says what an action does while nothing else is seen of it. */
const tellWait = (wait: number, { message }: StabilityError) => {
  if (wait >= toldFromMillis) console.log(`Waiting ${inSeconds(wait)} s before it is sent again: ${message}`);
};

/** @throws what the last attempt threw; StabilityError if there is no time for the first one */
export async function repeatWhereSafe<T>(attempt: () => Promise<T>, repetition: Repetition): Promise<T> {
  const { isPaid, endsAt, retries = usualRetries, sleep, neededMillis = () => 0 } = repetition;
  const leftMillis = () => endsAt - Date.now();
  if (isPaid && leftMillis() < neededMillis()) throw errorFromLittleTime(leftMillis(), neededMillis());
  for (let repeated = 0; ; repeated += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (repeated === retries || !(error instanceof StabilityError) || !mayRepeat(error, isPaid)) throw error;
      const wait = Math.max(waitMillis(error), firstWaitMillis * 2 ** repeated);
      if (leftMillis() <= wait + neededMillis()) throw error;
      tellWait(wait, error);
      await sleep(wait);
      // What was seen in the meantime may ask for more time.
      if (leftMillis() <= neededMillis()) throw error;
    }
  }
}
