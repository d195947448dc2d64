/** One HTTP exchange with the API: what is sent, and what comes back. */
import type { AxiosResponse } from "axios";
import type { Readable } from "node:stream";
import { version } from "../../package.json";
import { arrivedBytes, readText } from "./body.ts";
import type { Body, EncodedRequest } from "./encode.ts";
import { toForm } from "./form.ts";
import type { Host } from "./host.ts";
import type { Answer } from "./answer.ts";
import { errorFromAnswer, errorFromLostExchange, paidAdvice, StabilityError } from "../errors/stability-error.ts";

/** What one attempt sends: new for each, since a stream is read only once. */
export interface RequestData {
  data?: unknown;
  headers: Record<string, string>;
  /** Closes the files that are sent. */
  close: () => void;
}

const nothingToClose = () => undefined;

/** The body as axios takes it, with the headers that belong to it. */
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

export interface SentRequest extends EncodedRequest {
  /** The media type to ask for. */
  accept: string;
}

/** One attempt as Pipedream's axios takes it; whatever comes back is a stream, and no status an error. */
export const toConfig = (request: SentRequest, sent: RequestData, { host, key, signal }: ExchangeFacts) => ({
  method: request.method,
  url: `${host.url}${request.path}`,
  params: request.params,
  headers: {
    ...request.headers,
    ...sent.headers,
    Authorization: `${request.authorization}${key}`,
    Accept: request.accept,
    "Stability-Client-ID": "pipedream-dreamstudio",
    "Stability-Client-Version": version,
  },
  data: sent.data,
  signal,
  responseType: "stream" as const,
  returnFullResponse: true,
  // A redirect would take the key to an address that nobody chose.
  maxRedirects: 0,
  // The platform cannot read the body of a failed stream, so every status is ours to judge.
  validateStatus: () => true,
});

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
