/** Several requests for one action: what one of them loses is not lost for the others. */
import pMap from "p-map";
import { StabilityError } from "../errors/stability-error.ts";

/** What became of a request. */
export type Attempt<Request, Answer> =
  | { request: Request; answer: Answer; error?: never }
  | { request: Request; error: unknown; answer?: never };

/** Enough to be fast, and far from the API's limit of 150 requests in 10 seconds. */
const concurrency = 3;

/** Whether the next request would fail alike: anything but what passes by itself. */
const isLasting = (error: unknown) => !(error instanceof StabilityError && error.isPassing);

/** What is said of a request that was left out: it cost nothing, whatever the other one did. */
function leftOut(error: unknown): StabilityError {
  if (error instanceof StabilityError && error.isUnsent) return error;
  const { status, code } = error instanceof StabilityError ? error : {};
  const why = error instanceof Error ? error.message : String(error);
  return new StabilityError(`Not sent, since another one failed: ${why}`, { status, code, isUnsent: true });
}

/**
 * Makes the requests, a few at the same time, each once. When one is refused for a reason that holds for the others
 * too, those that have not begun are left out.
 */
export async function attemptEach<Request, Answer>(
  requests: readonly Request[],
  send: (request: Request, index: number) => Promise<Answer>,
): Promise<Attempt<Request, Answer>[]> {
  let reason: { error: unknown } | undefined;
  return pMap(requests, async (request, index): Promise<Attempt<Request, Answer>> => {
    if (reason !== undefined) return { request, error: leftOut(reason.error) };
    try {
      return { request, answer: await send(request, index) };
    } catch (error) {
      if (isLasting(error)) reason ??= { error };
      return { request, error };
    }
  }, { concurrency });
}
