/** What an action returns and says when pictures were made. */
import type { ReceivedPicture } from "./receive.ts";
import { StabilityError } from "./stability-error.ts";
import { counted } from "./words.ts";

export interface PictureResult {
  /** The first picture. */
  filePath: string;
  filePaths: string[];
  /** One entry for each picture that the API speaks of; without a file if it could not make one. */
  images: ReceivedPicture[];
  engineId: string;
  /** An estimate: the documented price of the call. */
  credits: number;
}

const isUsable = ({ finishReason }: ReceivedPicture) => finishReason === "SUCCESS";

const reasons: Readonly<Record<string, string>> = {
  CONTENT_FILTERED: "was filtered, so it is blurred",
  ERROR: "failed",
};

/** @throws StabilityError if no picture can be used; the pictures that came (blurred ones) are named */
function pathsOf(images: readonly ReceivedPicture[]): [string, ...string[]] {
  const [first, ...others] = images.flatMap(({ filePath }) => filePath ?? []);
  if (first !== undefined && images.some(isUsable)) return [first, ...others];
  const reason = images[0]?.finishReason ?? "ERROR";
  const what = `No usable picture came back: ${reasons[reason] === undefined ? reason : `it ${reasons[reason]}`}.`;
  const saved = first === undefined ? "" : ` Saved all the same: ${[first, ...others].join(", ")}`;
  throw new StabilityError(`${what} Say it in other words.${saved}`, { status: 200, code: reason });
}

export function pictureResult(
  images: ReceivedPicture[],
  { engineId, credits }: { engineId: string; credits: number },
): PictureResult {
  const filePaths = pathsOf(images);
  return { filePath: filePaths[0], filePaths, images, engineId, credits };
}

const shortened = (text: string) => text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text;

const unusableInWords = (images: readonly ReceivedPicture[]) => Object.entries(reasons).flatMap(([reason, words]) => {
  const count = images.filter(({ finishReason }) => finishReason === reason).length;
  return count === 0 ? [] : [`${count} of ${images.length} ${words.split(",", 1).join("")}`];
});

/** One line for the step: `Made 3 pictures of "A lighthouse on a cliff" (1152x896, about 2.7 credits)`. */
export function summarize({ images, credits }: PictureResult, prompt: string): string {
  const size = images.find(({ filePath }) => filePath !== undefined);
  const facts = [
    ...size?.filePath === undefined ? [] : [`${size.width}x${size.height}`],
    `about ${counted(credits, "credit")}`,
    ...unusableInWords(images),
  ];
  return `Made ${counted(images.length, "picture")} of "${shortened(prompt)}" (${facts.join(", ")})`;
}
