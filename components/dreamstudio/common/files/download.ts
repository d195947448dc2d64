/** Fetches a picture that a user names by its URL; the key of the API has nothing to do with it. */
import { open } from "node:fs/promises";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { writeStep } from "./small-steps.ts";

const mebibyte = 1_048_576;

/** More than any picture that the API takes; a limit of our own. */
const maxPictureBytes = 30 * mebibyte;

const maxRedirects = 5;

const maxMillis = 60_000;

/** Why a picture could not be fetched, in words; what the HTTP client threw is not kept. */
class DownloadError extends Error {
  override readonly name = "DownloadError";
}

function get(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const client = url.protocol === "https:" ? https : http;
  return new Promise((resolve, reject) => {
    client.get(url, { signal }, resolve).on("error", reject);
  });
}

/** The answer at the end of all redirects. */
async function follow(url: URL, signal: AbortSignal, redirectsLeft = maxRedirects): Promise<IncomingMessage> {
  const response = await get(url, signal);
  const { statusCode = 0, headers: { location } } = response;
  if (statusCode === 200) return response;
  response.destroy();
  if (statusCode < 300 || statusCode >= 400 || location === undefined) {
    throw new DownloadError(`the answer was status ${statusCode}`);
  }
  if (redirectsLeft === 0) throw new DownloadError(`it redirects more than ${maxRedirects} times`);
  const target = new URL(location, url);
  if (!/^https?:$/.test(target.protocol)) throw new DownloadError("it redirects to something else than http or https");
  return follow(target, signal, redirectsLeft - 1);
}

async function save(body: AsyncIterable<Buffer>, path: string, maxBytes: number): Promise<void> {
  const file = await open(path, "wx");
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new DownloadError(`it is larger than ${maxBytes / mebibyte} MiB`);
      await writeStep(file, chunk);
    }
  } finally {
    await file.close();
  }
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing accepts connections there",
  ENOTFOUND: "there is no host of that name",
  ERR_INVALID_URL: "that is not an address",
  ENOSPC: "there is no room for it on the disk",
};

function reasonOf(error: unknown): string {
  if (error instanceof DownloadError) return error.message;
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  return reasons[code] ?? "the connection broke";
}

/**
 * Follows at most 5 redirects, and takes at most 60 s.
 * @param maxBytes what is larger is given up; 30 MiB if not said
 * @throws DownloadError that says in words what went wrong
 */
export async function download(
  url: string,
  path: string,
  signal: AbortSignal,
  maxBytes = maxPictureBytes,
): Promise<void> {
  const ends = AbortSignal.any([signal, AbortSignal.timeout(maxMillis)]);
  try {
    await save(await follow(new URL(url), ends), path, maxBytes);
  } catch (error) {
    throw new DownloadError(ends.aborted ? "it did not end in time" : reasonOf(error));
  }
}
