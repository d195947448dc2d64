/** A successful answer of the API, and its body: as bytes, or as text or JSON where it is small by nature. */
import type { Readable } from "node:stream";
import { errorInSuccess, type ErrorBody } from "../errors/error-body.ts";
import { saidInJson } from "../errors/redact.ts";
import { StabilityError } from "../errors/stability-error.ts";
import { parseJson } from "../json.ts";

/** A successful answer whose body has not been read yet. */
export interface Answer {
  /** From 200 to 299. */
  status: number;
  headers: Readonly<Record<string, string | undefined>>;
  body: AsyncIterable<Buffer>;
  /** The key that was sent, to be taken out of what the host said. */
  key: string;
  /** What to throw when reading the body fails. */
  lost: (error: unknown) => StabilityError;
  /** What to throw where the body tells an error, whatever the status says. */
  failed: (error: ErrorBody) => StabilityError;
}

const limitBytes = 1_048_576;

/**
 * The bytes of a body, up to the last one that arrived: when a connection breaks, a stream drops what it still holds,
 * which can be the end of a picture that was paid for.
 */
export async function* arrivedBytes(stream: Readable): AsyncGenerator<Buffer, void> {
  try {
    yield* stream as AsyncIterable<Buffer>;
  } catch (error) {
    for (let rest: unknown; (rest = stream.read()) !== null;) {
      if (Buffer.isBuffer(rest)) yield rest;
    }
    throw error;
  }
}

/** A text as far as it came, and what broke it off, if anything did. */
interface ArrivedText {
  text: string;
  broken?: { error: unknown };
}

/** The text of a body; what goes beyond 1 MiB is cut off, since no such answer is that long. */
export async function readText(body: AsyncIterable<Buffer>): Promise<ArrivedText> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const textOf = () => Buffer.concat(chunks).subarray(0, limitBytes).toString("utf8");
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > limitBytes) break;
    }
  } catch (error) {
    return { text: textOf(), broken: { error } };
  }
  return { text: textOf() };
}

/**
 * The JSON of a successful answer, fit to be shown: its texts are short lines without the key.
 * @param isExpected tells whether it has the form that the caller relies on
 * @throws StabilityError if the connection breaks before it is whole, or the answer is something else
 */
export async function readJson<T>(answer: Answer, isExpected: (value: unknown) => value is T): Promise<T> {
  const { text, broken } = await readText(answer.body);
  const parsed = parseJson(text);
  if (parsed === undefined && broken !== undefined) throw answer.lost(broken.error);
  const error = errorInSuccess(parsed, answer.key);
  if (error !== undefined) throw answer.failed(error);
  const value = saidInJson(parsed, answer.key);
  if (!isExpected(value)) {
    throw new StabilityError("The host answered something else than Stability AI's API does.", {
      status: 200,
      isWrongAnswer: true,
    });
  }
  return value;
}
