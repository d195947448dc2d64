/** An asynchronous generation: the API answers its start with an id, and later asks for that id with the result. */
import { counted } from "../../operations/words.ts";
import { saidBy } from "../errors/redact.ts";
import { StabilityError } from "../errors/stability-error.ts";
import { isObject, parseJson, textOf } from "../json.ts";
import { sentence } from "../text.ts";
import { readText, type Answer } from "./answer.ts";
import { waitMillis } from "./retry.ts";

export interface Started {
  id: string;
}

export const isStarted = (value: unknown): value is Started =>
  isObject(value) && typeof value["id"] === "string" && value["id"] !== "";

/** The documents ask not to poll more often than that. */
const pollMillis = 10_000;

export interface Polling<Result> {
  /** As the log calls the generation. */
  id: string;
  /** Asks once; `undefined` if the API says that the generation is in progress. */
  poll: () => Promise<Result | undefined>;
  sleep: (millis: number) => Promise<unknown>;
  /** Whether the generation was started just now, so that it exists and need not be asked at once. */
  isNew: boolean;
  /** Whether to go on after an answer that it is in progress. */
  waits: boolean;
  /** When to give up, in epoch milliseconds. */
  endsAt: number;
}

/** What was seen of a generation whose result did not come. */
export interface Pending {
  /** Whether the API said that it is in progress, or nobody asked. */
  isInProgress: boolean;
  /** Why nothing was seen the last time. */
  failure?: StabilityError | undefined;
}

export type Polled<Result> = { result: Result; pending?: never } | { result?: never; pending: Pending };

const mayPass = (error: unknown): error is StabilityError => error instanceof StabilityError && error.isPassing;

/** What is seen while a result is waited for. */
class Looks {
  readonly #id: string;
  readonly #beganAt = Date.now();
  #count = 0;
  #isInProgress = false;
  failure: StabilityError | undefined;

  constructor(id: string) {
    this.#id = id;
  }

  /** How long to leave the API alone. */
  get pauseMillis(): number {
    return Math.max(pollMillis, this.failure === undefined ? 0 : waitMillis(this.failure));
  }

  get pending(): Pending {
    return { isInProgress: this.#isInProgress || this.#count === 0, failure: this.failure };
  }

  /** Whether the API never said that there is such a generation. */
  get sawNothing(): boolean {
    return this.#count > 0 && !this.#isInProgress;
  }

  /** Remembers and logs what was seen: that the generation is in progress, or why nothing was. */
  remember(failure?: StabilityError): void {
    this.#count += 1;
    this.failure = failure;
    this.#isInProgress ||= failure === undefined;
    const seen = failure === undefined ? `generation ${this.#id} is in progress` : failure.message;
    console.log(`Looked ${counted(this.#count, "time")}, ${Math.round((Date.now() - this.#beganAt) / 1000)} s: ${seen}`);
  }
}

/**
 * Polls until the result is there, or the time is up. What passes by itself (a broken connection, a fault of the
 * server) does not end the polling.
 * @returns the result, or what was seen instead
 * @throws StabilityError if the API refuses, or if it never answered whether there is such a generation
 */
export async function pollUntilDone<Result>(polling: Polling<Result>): Promise<Polled<Result>> {
  const { id, poll, sleep, isNew, waits, endsAt } = polling;
  const looks = new Looks(id);
  for (let isFirst = true; ; isFirst = false) {
    if (!isFirst || isNew) {
      if (!waits || Date.now() + looks.pauseMillis >= endsAt) break;
      await sleep(looks.pauseMillis);
    }
    try {
      const result = await poll();
      if (result !== undefined) return { result };
      looks.remember();
    } catch (error) {
      if (!mayPass(error)) throw error;
      looks.remember(error);
    }
  }
  if (!isNew && looks.sawNothing && looks.failure !== undefined) throw looks.failure;
  return { pending: looks.pending };
}

/** What may be said of a generation that will not end well; the documents know `in-progress` alone. */
const failed = /fail|error|cancel|expire|reject/i;

/**
 * Reads an answer of status 202, which says that a generation is in progress.
 * @throws StabilityError with the host's words, if they say something else
 */
export async function requireInProgress({ body }: Answer, key: string): Promise<void> {
  // Its status has said it already, if the rest is lost.
  const said = parseJson((await readText(body)).text);
  if (!isObject(said)) return;
  const { status, message, errors } = said;
  const words = [status, message, errors].flat().flatMap((word) => textOf(word) ?? []);
  const hasFailed = words.length > (textOf(status) === undefined ? 0 : 1) || failed.test(textOf(status) ?? "");
  if (!hasFailed) return;
  const text = saidBy(words.join(": "), key);
  throw new StabilityError(`Stability AI says of the generation: ${sentence(text)}`, { status: 202 });
}

/** What was started and paid for can still be fetched after something else has failed. */
export const withId = (error: unknown, id: string): unknown => error instanceof StabilityError
  ? error.withAdvice(`The generation was started: **Get Generation Result** fetches it for 24 hours by its id ${id}`)
  : error;
