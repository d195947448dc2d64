/** Fetches a picture that a user names by its URL; the key of the API has nothing to do with it. */
import axios, { isAxiosError, type AxiosResponse } from "axios";
import { createWriteStream } from "node:fs";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

const mebibyte = 1_048_576;

/** More than any picture that the API takes; a limit of our own. */
const maxBytes = 30 * mebibyte;

const maxRedirects = 5;

const maxMillis = 60_000;

/** Why a picture could not be fetched, in words; what the HTTP client threw is not kept. */
class DownloadError extends Error {
  override readonly name = "DownloadError";
}

async function* limited(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new DownloadError(`it is larger than ${maxBytes / mebibyte} MiB`);
    yield chunk;
  }
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing accepts connections there",
  ENOTFOUND: "there is no host of that name",
  ERR_FR_TOO_MANY_REDIRECTS: `it redirects more than ${maxRedirects} times`,
};

function reasonOf(error: unknown): string {
  if (!isAxiosError(error)) return error instanceof DownloadError ? error.message : "the connection broke";
  if (error.response !== undefined) return `the answer was status ${error.response.status}`;
  return reasons[error.code ?? ""] ?? "the connection broke";
}

/**
 * Follows at most 5 redirects, reads at most 30 MiB, and takes at most 60 s.
 * @throws DownloadError that says in words what went wrong
 */
export async function download(url: string, path: string, signal: AbortSignal): Promise<void> {
  const ends = AbortSignal.any([signal, AbortSignal.timeout(maxMillis)]);
  try {
    const response: AxiosResponse<Readable> = await axios.get(url, { responseType: "stream", maxRedirects, signal: ends });
    await pipeline(limited(response.data), createWriteStream(path), { signal: ends });
  } catch (error) {
    throw new DownloadError(ends.aborted ? "it did not end in time" : reasonOf(error));
  }
}
