/** What an action returns and says when pictures or videos were made. */
import { rm } from "node:fs/promises";
import type { OnContentFiltered } from "../../operations/generation.ts";
import type { JsonObject } from "../../operations/parameter.ts";
import type { ReceivedMedia } from "../answers/receive.ts";
import { inputAdvice } from "../errors/api-error.ts";
import { StabilityError } from "../errors/stability-error.ts";
import { shortened } from "../text.ts";
import { counted } from "../../operations/words.ts";

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
  /** What did not come, where something else did. */
  failures?: Failure[];
  /** The id of an asynchronous generation, for **Get Generation Result**. */
  id?: string;
  /** Said as long as an asynchronous generation is not done. */
  status?: "in-progress";
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
  if (filePath !== undefined) await rm(filePath);
  const { seed, finishReason } = media;
  return { ...seed !== undefined && { seed }, finishReason };
}

/**
 * What is left of what came, after the user's decision about filtered pictures.
 * @throws StabilityError if nothing of it can be used; the blurred pictures that were saved are named
 */
export async function usableMedia(
  received: readonly ReceivedMedia[],
  onContentFiltered: OnContentFiltered,
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

const isVideo = (media: ReceivedMedia) => media.filePath !== undefined && media.contentType.startsWith("video/");

/** Leaves out what says nothing: no failures, no notes, no price. */
export function toResult(
  media: ReceivedMedia[],
  facts: Pick<GenerationResult, "id" | "engineId" | "parameters"> & {
    failures?: Failure[];
    notes?: string[] | undefined;
    credits?: number | undefined;
  },
): GenerationResult {
  const { failures = [], notes = [], credits, ...others } = facts;
  const videos = media.filter(isVideo);
  const filePaths = media.flatMap(({ filePath }) => filePath ?? []);
  const [filePath] = filePaths;
  return {
    ...filePath !== undefined && { filePath },
    filePaths,
    images: media.filter((one) => !isVideo(one)),
    ...videos.length > 0 && { videos },
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

/** One line for the step: `Made 3 pictures of "A lighthouse on a cliff" (1152x896, about 2.7 credits)`. */
export function summarize(result: GenerationResult, what: string): string {
  const { images, videos = [], credits, failures = [], status, id } = result;
  if (status !== undefined) return `Not ready yet; **Get Generation Result** fetches it by its id ${id ?? ""}`;
  const sized = images.find(({ filePath }) => filePath !== undefined);
  const facts = [
    ...sized?.filePath === undefined || sized.width === undefined ? [] : [`${sized.width}x${sized.height ?? ""}`],
    ...credits === undefined || credits === 0 ? [] : [`about ${counted(credits, "credit")}`],
    ...unusableInWords(images),
    ...failures.length === 0 ? [] : [`${failures.length} of ${images.length + failures.length} failed`],
  ];
  const made = `Made ${videos.length > 0 ? counted(videos.length, "video") : counted(images.length, "picture")} ${what}`;
  return facts.length === 0 ? made : `${made} (${facts.join(", ")})`;
}

/** How a summary names a prompt. */
export const quoted = (prompt: string): string => `"${shortened(prompt, 60)}"`;
