/** What an action returns and says when pictures were made. */
import { rm } from "node:fs/promises";
import type { OnContentFiltered } from "../operations/operation.ts";
import type { ReceivedPicture } from "./receive.ts";
import { StabilityError } from "./stability-error.ts";
import { counted } from "./words.ts";

export interface PictureResult {
  /** The first picture; none if all were filtered and skipped. */
  filePath?: string;
  filePaths: string[];
  /** One entry for each picture that the API speaks of; without a file if there is none. */
  images: ReceivedPicture[];
  engineId: string;
  /** An estimate: the documented price of the call; absent where no document tells it. */
  credits?: number;
}

const isFiltered = ({ finishReason }: ReceivedPicture) => finishReason === "CONTENT_FILTERED";

const reasons: Readonly<Record<string, string>> = {
  CONTENT_FILTERED: "was filtered, so it is blurred",
  ERROR: "failed",
};

async function withoutFile({ filePath, ...picture }: ReceivedPicture): Promise<ReceivedPicture> {
  if (filePath !== undefined) await rm(filePath);
  const { seed, finishReason } = picture;
  return { ...seed !== undefined && { seed }, finishReason };
}

const isUsable = (picture: ReceivedPicture, onContentFiltered: OnContentFiltered) =>
  picture.finishReason === "SUCCESS" || (isFiltered(picture) && onContentFiltered !== "fail");

function noUsablePicture(images: readonly ReceivedPicture[]): StabilityError {
  const code = (images.find(isFiltered) ?? images[0])?.finishReason ?? "ERROR";
  const saved = images.flatMap(({ filePath }) => filePath ?? []);
  return new StabilityError([
    `No usable picture came back: it ${reasons[code] ?? `is marked ${code}`}. Say it in other words.`,
    ...saved.length === 0 ? [] : [`Saved all the same: ${saved.join(", ")}`],
  ].join(" "), { status: 200, code });
}

export interface ResultFacts {
  engineId: string;
  credits: number | undefined;
  onContentFiltered: OnContentFiltered;
}

/** @throws StabilityError if no picture can be used; the blurred ones that were saved are named */
export async function pictureResult(received: readonly ReceivedPicture[], facts: ResultFacts): Promise<PictureResult> {
  const { engineId, credits, onContentFiltered } = facts;
  if (!received.some((picture) => isUsable(picture, onContentFiltered))) throw noUsablePicture(received);
  const images = await Promise.all(received.map(async (picture) =>
    isFiltered(picture) && onContentFiltered === "skip" ? await withoutFile(picture) : picture));
  const filePaths = images.flatMap(({ filePath }) => filePath ?? []);
  const [filePath] = filePaths;
  return {
    ...filePath !== undefined && { filePath },
    filePaths,
    images,
    engineId,
    ...credits !== undefined && { credits },
  };
}

const shortened = (text: string) => text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text;

const unusableInWords = (images: readonly ReceivedPicture[]) => Object.entries(reasons).flatMap(([reason, words]) => {
  const count = images.filter(({ finishReason }) => finishReason === reason).length;
  return count === 0 ? [] : [`${count} of ${images.length} ${words.split(",", 1).join("")}`];
});

/** One line for the step: `Made 3 pictures of "A lighthouse on a cliff" (1152x896, about 2.7 credits)`. */
export function summarize({ images, credits }: PictureResult, what: string): string {
  const size = images.find(({ filePath }) => filePath !== undefined);
  const facts = [
    ...size?.filePath === undefined ? [] : [`${size.width}x${size.height}`],
    ...credits === undefined ? [] : [`about ${counted(credits, "credit")}`],
    ...unusableInWords(images),
  ];
  return `Made ${counted(images.length, "picture")} ${what} (${facts.join(", ")})`;
}

/** How a summary names a prompt. */
export const quoted = (prompt: string): string => `"${shortened(prompt)}"`;
