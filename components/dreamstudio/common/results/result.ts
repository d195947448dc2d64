/** What an action returns when pictures, videos, sounds or models were made. */
import { rm } from "node:fs/promises";
import type { OnContentFiltered } from "../../operations/generation.ts";
import type { JsonObject, Picture, Sound } from "../../operations/parameter.ts";
import type { ReceivedMedia } from "../answers/receive.ts";
import { inputAdvice } from "../errors/api-error.ts";
import { StabilityError } from "../errors/stability-error.ts";
import { entryOf } from "../../operations/table.ts";

/** A picture that was asked for and did not come. */
export interface Failure {
  seed?: number;
  message: string;
  status?: number;
  code?: string;
}

export interface GenerationResult {
  /** The first file; none if all were filtered and skipped, or nothing is there yet. */
  filePath?: string;
  filePaths: string[];
  /** One entry for each picture that the API speaks of; without a file if there is none. */
  images: ReceivedMedia[];
  /** The same for a video. */
  videos?: ReceivedMedia[];
  /** The same for a sound. */
  audios?: ReceivedMedia[];
  /** The same for a 3D model. */
  models?: ReceivedMedia[];
  /** What did not come, where something else did. */
  failures?: Failure[];
  /** The id of an asynchronous generation, for **Get Generation Result**. */
  id?: string;
  /** Said as long as an asynchronous generation is not done: `unknown` if nobody could see whether it is. */
  status?: "in-progress" | "unknown";
  engineId?: string;
  /** An estimate: the documented price of what came back; absent where no document tells it. */
  credits?: number;
  /** Given again, they make the same pictures; a data URI is cut short. */
  parameters: JsonObject;
  /** The files that were sent, by the names of their props. */
  sent?: Readonly<Record<string, Sent>>;
  /** What is good to know about what was sent. */
  notes?: string[];
}

/** A file that was sent, as it is known from its bytes. */
export type Sent = Pick<Picture, "contentType" | "bytes" | "width" | "height"> | Pick<Sound, "contentType" | "bytes" | "seconds">;

const isFiltered = ({ finishReason }: ReceivedMedia) => finishReason === "CONTENT_FILTERED";

const reasons: Readonly<Record<string, string>> = {
  CONTENT_FILTERED: "was filtered, so it is blurred",
  ERROR: "failed",
};

const isUsable = (media: ReceivedMedia, onContentFiltered: OnContentFiltered) =>
  media.finishReason === "SUCCESS" || (isFiltered(media) && onContentFiltered !== "fail");

function nothingUsable(received: readonly ReceivedMedia[]): StabilityError {
  const code = (received.find(isFiltered) ?? received[0])?.finishReason ?? "ERROR";
  const saved = received.flatMap(({ filePath }) => filePath ?? []);
  const why = saved.length === 0 && code === "CONTENT_FILTERED" ? "was filtered" : entryOf(reasons, code);
  return new StabilityError([
    `No usable picture came back: it ${why ?? `is marked ${code}`}. ${inputAdvice}`,
    ...saved.length === 0 ? [] : [`Saved all the same: ${saved.join(", ")}`],
  ].join(" "), { status: 200, code });
}

async function withoutFile({ filePath, ...media }: ReceivedMedia): Promise<ReceivedMedia> {
  if (filePath !== undefined) await rm(filePath, { force: true });
  const { seed, finishReason } = media;
  return { ...seed !== undefined && { seed }, finishReason };
}

/**
 * What is left of what came, after the user's decision about filtered pictures.
 * @throws StabilityError if nothing of it can be used; the blurred pictures that were saved are named
 */
export async function usableMedia(
  received: readonly ReceivedMedia[],
  onContentFiltered: OnContentFiltered = "fail",
): Promise<ReceivedMedia[]> {
  if (!received.some((media) => isUsable(media, onContentFiltered))) throw nothingUsable(received);
  return Promise.all(received.map(async (media) =>
    isFiltered(media) && onContentFiltered === "skip" ? await withoutFile(media) : media));
}

/** What a result says about a request that failed; `seed` is the one that was sent, if there was one. */
export function failureOf(error: unknown, seed: number | undefined): Failure {
  const { status, code } = error instanceof StabilityError ? error : {};
  return {
    ...seed !== undefined && { seed },
    message: error instanceof Error ? error.message : String(error),
    ...status !== undefined && { status },
    ...code !== undefined && { code },
  };
}

/** By the first part of the content type; what has no file counts as a picture. */
function mediaByKind(media: readonly ReceivedMedia[]) {
  const ofType = (type: string) =>
    media.filter((one) => one.filePath !== undefined && one.contentType.startsWith(`${type}/`));
  const [videos, audios, models] = [ofType("video"), ofType("audio"), ofType("model")];
  const others = new Set([...videos, ...audios, ...models]);
  return { images: media.filter((one) => !others.has(one)), videos, audios, models };
}

export type Facts = Pick<GenerationResult, "id" | "engineId" | "parameters" | "sent"> & {
  failures?: Failure[];
  notes?: string[] | undefined;
  credits?: number | undefined;
};

/** Leaves out what says nothing: no failures, no notes, no price. */
export function toResult(
  media: ReceivedMedia[],
  facts: Facts,
): GenerationResult {
  const { failures = [], notes = [], credits, ...others } = facts;
  const { images, videos, audios, models } = mediaByKind(media);
  const filePaths = media.flatMap(({ filePath }) => filePath ?? []);
  const [filePath] = filePaths;
  return {
    ...filePath !== undefined && { filePath },
    filePaths,
    images,
    ...videos.length > 0 && { videos },
    ...audios.length > 0 && { audios },
    ...models.length > 0 && { models },
    ...failures.length > 0 && { failures },
    ...others,
    ...credits !== undefined && { credits },
    ...notes.length > 0 && { notes },
  };
}
