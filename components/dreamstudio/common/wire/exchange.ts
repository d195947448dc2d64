/** One HTTP exchange with the API: what is sent, and what comes back. What may be repeated is repeated. */
import { axios } from "@pipedream/platform";
import type { AxiosResponse } from "axios";
import type { Readable } from "node:stream";
import { version } from "../../package.json";
import { errorFromAnswer } from "../errors/api-error.ts";
import type { ErrorBody } from "../errors/error-body.ts";
import { errorFromInput, errorFromLostExchange, errorFromProxy, paidAdvice } from "../errors/lost-exchange.ts";
import { StabilityError } from "../errors/stability-error.ts";
import { parseRetryAfter } from "../retry-after.ts";
import { unpacked } from "../unpack.ts";
import { arrivedBytes, readText, type Answer } from "./answer.ts";
import type { Connection } from "./connection.ts";
import { Departure } from "./departure.ts";
import type { EncodedRequest, Payload } from "./encode.ts";
import { Form } from "./form.ts";
import type { Pace } from "./pace.ts";
import { repeatWhereSafe } from "./retry.ts";

export interface SentRequest extends EncodedRequest {
  /** The media type to ask for. */
  accept: string;
  /** Whether it costs credits. */
  isPaid: boolean;
  /** What to do about a status, where it means something special. */
  adviceByStatus?: Readonly<Record<number, string>> | undefined;
  /** For one that costs credits: whether there is time for its answer. */
  pace?: Pace;
  /** How often it may be sent again; 3 times if not said. */
  retries?: number;
  /** When it has to be over, in epoch milliseconds, if that is before the connection ends. */
  endsAt?: number;
}

/** An attempt that is on its way. */
interface Attempt {
  connection: Connection;
  request: SentRequest;
  departure: Departure;
  signal: AbortSignal;
  /** How long it was given. */
  millis: number;
}

/** Where no time is left, a moment: a request that is free may still be answered. */
const shortestMillis = 100;

function beginAttempt(connection: Connection, request: SentRequest, endsAt: number): Attempt {
  const millis = Math.max(shortestMillis, endsAt - Date.now());
  return { connection, request, departure: new Departure(), signal: AbortSignal.timeout(millis), millis };
}

/** The body as axios takes it, with the headers that belong to it. */
function bodyOf(payload: Payload | undefined, form: Form | undefined) {
  if (form !== undefined) {
    return { data: form.data, headers: { ...form.data.getHeaders(), "Content-Length": String(form.bytes) } };
  }
  return payload !== undefined && "json" in payload
    // As bytes: axios would copy an object, and lose a name like `__proto__`.
    ? { data: Buffer.from(JSON.stringify(payload.json)), headers: { "Content-Type": "application/json" } }
    : { headers: {} };
}

/** An attempt as Pipedream's axios takes it; whatever comes back is a stream, and no status an error. */
function configOf({ connection, request, departure, signal }: Attempt, form: Form | undefined) {
  const { data, headers } = bodyOf(request.payload, form);
  return {
    ...departure.config(connection.host),
    method: request.method,
    url: `${connection.host.url}${request.path}`,
    params: request.params,
    headers: {
      ...request.headers,
      ...headers,
      Authorization: `${request.authorization}${connection.key}`,
      Accept: request.accept,
      "Stability-Client-ID": "pipedream-dreamstudio",
      "Stability-Client-Version": version,
    },
    data,
    signal,
    responseType: "stream" as const,
    returnFullResponse: true,
    // A picture that comes as it is, whatever its header says, would break there.
    decompress: false,
    // A redirect would take the key to an address that nobody chose.
    maxRedirects: 0,
    // The platform cannot read the body of a failed stream, so every status is ours to judge.
    validateStatus: () => true,
  };
}

/** What to throw when an exchange breaks. */
const lostExchange = ({ connection, request, departure, signal, millis }: Attempt) =>
  (error: unknown): StabilityError => errorFromLostExchange({
    error,
    hostUrl: connection.host.url,
    isPaid: request.isPaid,
    isUnsent: !departure.isOpen,
    ...signal.aborted && { timedOutAfterMillis: millis },
  });

/** What to throw when an exchange failed: if it was paid for and came to nothing, the error says so. */
function brokenExchange(error: unknown, attempt: Attempt, form: Form | undefined): StabilityError {
  const fault = form?.fault();
  if (fault !== undefined) return errorFromInput(fault, attempt.request.isPaid);
  if (!(error instanceof StabilityError)) return lostExchange(attempt)(error);
  return attempt.request.isPaid && error.isWrongAnswer ? error.withAdvice(paidAdvice) : error;
}

/** @throws StabilityError unless the status is 2xx */
async function toAnswer({ status, data, ...response }: AxiosResponse<Readable>, attempt: Attempt): Promise<Answer> {
  const { connection: { host, key }, request: { isPaid }, departure } = attempt;
  if (!departure.isOpen) throw errorFromProxy(status, host.url, isPaid);
  const headers = response.headers as Answer["headers"];
  const body = arrivedBytes(await unpacked(data, headers["content-encoding"]));
  const failed = (text: string, error?: ErrorBody) => errorFromAnswer({
    status,
    body: text,
    requestId: headers["x-request-id"],
    retryAfterMillis: parseRetryAfter(headers["retry-after"]),
    hostUrl: host.url,
    key,
    isPaid,
    adviceByStatus: attempt.request.adviceByStatus,
  }, error);
  if (status < 200 || status > 299) throw failed((await readText(body)).text);
  return { status, headers, body, key, lost: lostExchange(attempt), failed: (error) => failed("", error) };
}

async function send<T>(attempt: Attempt, read: (answer: Answer) => Promise<T>): Promise<T> {
  const { connection: { step }, request: { payload } } = attempt;
  using form = payload !== undefined && "form" in payload ? new Form(payload.form) : undefined;
  let body: Readable | undefined;
  try {
    const response = await axios(step, configOf(attempt, form)) as AxiosResponse<Readable>;
    body = response.data;
    return await read(await toAnswer(response, attempt));
  } catch (error) {
    throw brokenExchange(error, attempt, form);
  } finally {
    // What nobody reads would keep the connection open, and the process alive.
    body?.destroy();
  }
}

/**
 * Sends a request, and again where that is safe and there is time.
 * @param read reads the answer; if it fails, the exchange has failed
 * @throws StabilityError unless the API answers with a status of 2xx; it never holds the key
 */
export function exchange<T>(
  connection: Connection,
  request: SentRequest,
  read: (answer: Answer) => Promise<T>,
): Promise<T> {
  const { pace } = request;
  const endsAt = Math.min(connection.endsAt, request.endsAt ?? Infinity);
  const attempt = () => send(beginAttempt(connection, request, endsAt), read);
  return repeatWhereSafe(pace === undefined ? attempt : () => pace.watch(attempt), {
    ...request,
    endsAt,
    sleep: connection.sleep,
    ...pace !== undefined && { neededMillis: () => pace.neededMillis },
  });
}
