/** Fetches a file that a user names by its URL; the key of the API has nothing to do with it. */
import { open, rm } from "node:fs/promises";
import { StabilityError } from "../../errors/stability-error.ts";
import { writeStep } from "../small-steps.ts";
import { errorFromDownload } from "./download-error.ts";
import { follow } from "./follow.ts";
import { errorFromRefusal } from "./refusal.ts";
import { unpacked } from "../../unpack.ts";

const mebibyte = 1_048_576;

/** More than any picture that the API takes; a limit of our own, of what was unpacked. */
const maxPictureBytes = 30 * mebibyte;

const maxMillis = 60_000;

/** Whole answers; the second one is from a host between. */
const goodStatuses = [200, 203];

async function save(body: AsyncIterable<Buffer>, path: string, maxBytes: number): Promise<void> {
  const file = await open(path, "wx");
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new StabilityError(`it is larger than ${maxBytes / mebibyte} MiB`);
      await writeStep(file, chunk);
    }
  } finally {
    await file.close();
  }
}

async function downloadOnce(url: string, path: string, signal: AbortSignal, maxBytes: number): Promise<void> {
  try {
    const followed = await follow(new URL(url), signal);
    const { response } = followed;
    if (!goodStatuses.includes(response.statusCode ?? 0)) throw await errorFromRefusal(followed);
    await save(await unpacked(response, response.headers["content-encoding"]) as AsyncIterable<Buffer>, path, maxBytes);
  } catch (error) {
    await rm(path, { force: true });
    throw signal.aborted ? new StabilityError("it did not end in time") : errorFromDownload(error);
  }
}

/** Attempts something again where that may help. */
export type Repeat = (attempt: () => Promise<void>) => Promise<void>;

export interface Downloading {
  signal: AbortSignal;
  repeat: Repeat;
  /** What is larger is given up; 30 MiB if not said. */
  maxBytes?: number | undefined;
}

/**
 * Follows at most 20 redirects, and takes at most 60 s, its repetitions with it.
 * @throws StabilityError that says in words what went wrong, and never the query of the address
 */
export function download(url: string, path: string, { signal, repeat, maxBytes }: Downloading): Promise<void> {
  const ends = AbortSignal.any([signal, AbortSignal.timeout(maxMillis)]);
  return repeat(() => downloadOnce(url, path, ends, maxBytes ?? maxPictureBytes));
}
