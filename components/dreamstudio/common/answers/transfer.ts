/** The body of an answer on its way to a file. */
import { StabilityError } from "../errors/stability-error.ts";
import { MalformedAnswerError } from "./base64-decoder.ts";

const mebibyte = 1_048_576;

/** Far more than any picture, film or sound of the API has; counted without compression. */
export const maxAnswerBytes = 100 * mebibyte;

/** @throws MalformedAnswerError behind the last byte that may be */
export async function* limited(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  let left = maxAnswerBytes;
  for await (const chunk of body) {
    if (chunk.length > left) {
      yield chunk.subarray(0, left);
      throw new MalformedAnswerError(`more than ${maxAnswerBytes / mebibyte} MiB`);
    }
    yield chunk;
    left -= chunk.length;
  }
}

/** What broke a transfer off. */
export interface Broken {
  error: Error;
}

/**
 * Takes all chunks that come.
 * @param take throws a StabilityError if it cannot
 * @returns what broke the body off, if anything did
 */
export async function pour(
  body: AsyncIterable<Buffer>,
  take: (chunk: Buffer) => Promise<void>,
): Promise<Broken | undefined> {
  try {
    for await (const chunk of body) await take(chunk);
    return undefined;
  } catch (error) {
    if (error instanceof StabilityError) throw error;
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}
