/** What an action returns and says when pictures, videos, sounds or models were made. */
import { rm } from "node:fs/promises";
import type { OnContentFiltered } from "../../operations/generation.ts";
import type { JsonObject } from "../../operations/parameter.ts";
import type { ReceivedMedia } from "../answers/receive.ts";
import { inputAdvice } from "../errors/api-error.ts";
import { StabilityError } from "../errors/stability-error.ts";
import { shortened } from "../text.ts";
import { counted, inWords } from "../../operations/words.ts";

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
  /** What is good to know about what was sent. */
  notes?: string[];
}

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
  return new StabilityError([
    `No usable picture came back: it ${reasons[code] ?? `is marked ${code}`}. ${inputAdvice}`,
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

export type Facts = Pick<GenerationResult, "id" | "engineId" | "parameters"> & {
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

const unusableInWords = (images: readonly ReceivedMedia[]) => Object.entries(reasons).flatMap(([reason, words]) => {
  const count = images.filter(({ finishReason }) => finishReason === reason).length;
  return count === 0 ? [] : [`${count} of ${images.length} ${words.split(",", 1).join("")}`];
});

/** An encoder fills its last frames: 45.03 s are 45 s. */
const secondsInWords = (seconds: number) => `${inWords(Math.floor(seconds * 10 + 0.05) / 10)} s`;

/** What was made: `3 pictures`, `45 s`. */
function madeInWords({ images, videos = [], audios = [], models = [] }: GenerationResult): string {
  const [sound] = audios;
  if (sound?.filePath !== undefined && sound.seconds !== undefined) return secondsInWords(sound.seconds);
  if (videos.length > 0) return counted(videos.length, "video");
  return models.length > 0 ? counted(models.length, "model") : counted(images.length, "picture");
}

const soundTypes: Readonly<Record<string, string>> = { "audio/mpeg": "MP3", "audio/wav": "WAV" };

/** What is to be said of the first file: its size in pixels, its type, or the number of its triangles. */
function fileInWords({ images, audios = [], models = [] }: GenerationResult): string[] {
  const [media] = [...images, ...audios, ...models].filter(({ filePath }) => filePath !== undefined);
  if (media?.filePath === undefined) return [];
  const { width, height, contentType, triangles } = media;
  return [
    ...width === undefined ? [] : [`${width}x${height ?? ""}`],
    ...[soundTypes[contentType] ?? []].flat(),
    ...triangles === undefined ? [] : [counted(triangles, "triangle")],
  ];
}

function summarizePending({ status, id = "", failures = [] }: GenerationResult): string {
  const seen = status === "unknown" ? "Not known whether it is ready" : "Not ready yet";
  const failure = failures.map(({ message }) => ` (the last look failed: ${message})`).join("");
  return `${seen}${failure}; **Get Generation Result** fetches it by its id ${id}`;
}

/** One line for the step: `Made 3 pictures of "A lighthouse on a cliff" (1152x896, about 2.7 credits)`. */
export function summarize(result: GenerationResult, what: string): string {
  const { images, credits, failures = [], status } = result;
  if (status !== undefined) return summarizePending(result);
  const facts = [
    ...fileInWords(result),
    ...credits === undefined || credits === 0 ? [] : [`about ${counted(credits, "credit")}`],
    ...unusableInWords(images),
    ...failures.length === 0 ? [] : [`${failures.length} of ${images.length + failures.length} failed`],
  ];
  const made = `Made ${madeInWords(result)} ${what}`;
  return facts.length === 0 ? made : `${made} (${facts.join(", ")})`;
}

/** How a summary names a prompt. */
export const quoted = (prompt: string): string => `"${shortened(prompt, 60)}"`;
