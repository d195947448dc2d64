/** One HTTP exchange with the API: what is sent, and what comes back. */
import type { AxiosResponse } from "axios";
import type { Readable } from "node:stream";
import { arrivedBytes, readText } from "./body.ts";
import type { Body } from "./encode.ts";
import { toForm } from "./form.ts";
import type { Host } from "./host.ts";
import type { Answer } from "./receive.ts";
import { errorFromAnswer, errorFromLostExchange, paidAdvice, StabilityError } from "./stability-error.ts";

/** What one attempt sends: new for each, since a stream is read only once. */
export interface RequestData {
  data?: unknown;
  headers: Record<string, string>;
  /** Closes the files that are sent. */
  close: () => void;
}

const nothingToClose = () => undefined;

export function toData(body: Body | undefined): RequestData {
  if (body === undefined) return { headers: {}, close: nothingToClose };
  if ("json" in body) {
    return { data: body.json, headers: { "Content-Type": "application/json" }, close: nothingToClose };
  }
  const { form, close } = toForm(body.form);
  return { data: form, headers: { ...form.getHeaders(), "Content-Length": String(form.getLengthSync()) }, close };
}

export interface ExchangeFacts {
  host: Host;
  key: string;
  /** Whether it costs credits. */
  isPaid: boolean;
  /** When its time is up. */
  signal: AbortSignal;
  timeoutMillis: number;
}

/** What to throw when an exchange breaks. */
const lostExchange = (facts: ExchangeFacts) => (error: unknown): StabilityError => errorFromLostExchange({
  error,
  hostUrl: facts.host.url,
  isPaid: facts.isPaid,
  ...facts.signal.aborted && { timedOutAfterMillis: facts.timeoutMillis },
});

/** What to throw when an exchange failed: of what was paid for and came to nothing, the error says so. */
export function brokenExchange(error: unknown, facts: ExchangeFacts): StabilityError {
  if (!(error instanceof StabilityError)) return lostExchange(facts)(error);
  return facts.isPaid && error.isWrongAnswer ? error.withAdvice(paidAdvice) : error;
}

/** @throws StabilityError unless the status is 2xx */
export async function toAnswer(response: AxiosResponse<Readable, unknown>, facts: ExchangeFacts): Promise<Answer> {
  const { status, data } = response;
  const headers = response.headers as Answer["headers"];
  const body = arrivedBytes(data);
  if (status >= 200 && status < 300) return { status, headers, body, lost: lostExchange(facts) };
  throw errorFromAnswer({
    status,
    body: await readText(body),
    requestId: headers["x-request-id"],
    retryAfter: headers["retry-after"],
    hostUrl: facts.host.url,
    key: facts.key,
    isPaid: facts.isPaid,
  });
}
