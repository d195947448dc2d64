/** What a step says in one line when pictures, videos, sounds or models were made. */
import { sizeInWords } from "../../operations/size.ts";
import { counted, inWords } from "../../operations/words.ts";
import type { ReceivedMedia } from "../answers/receive.ts";
import { withoutKeys } from "../errors/redact.ts";
import { oneLine, shortened } from "../text.ts";
import type { GenerationResult } from "./result.ts";

const reasons = [["CONTENT_FILTERED", "filtered"], ["ERROR", "failed"]] as const;

const unusableInWords = (images: readonly ReceivedMedia[]) => reasons.flatMap(([reason, word]) => {
  const count = images.filter(({ finishReason }) => finishReason === reason).length;
  return count === 0 ? [] : [`${count} of ${images.length} ${word}`];
});

const soundTypes: Readonly<Record<string, string>> = { "audio/mpeg": "MP3", "audio/wav": "WAV" };

/** What is to be said of the first file: its size in pixels, its type, or the number of its triangles. */
function fileInWords({ images, audios = [], models = [] }: GenerationResult): string[] {
  const media = [...images, ...audios, ...models].find(({ filePath }) => filePath !== undefined);
  if (media?.filePath === undefined) return [];
  const { width, height, contentType, triangles } = media;
  return [
    ...width === undefined || height === undefined ? [] : [sizeInWords({ width, height })],
    ...[soundTypes[contentType] ?? []].flat(),
    ...triangles === undefined ? [] : [counted(triangles, "triangle")],
  ];
}

function summarizePending({ status, id = "", failures = [] }: GenerationResult): string {
  const seen = status === "unknown" ? "Not known whether it is ready" : "Not ready yet";
  const failure = failures.map(({ message }) => ` (the last look failed: ${oneLine(message)})`).join("");
  return `${seen}${failure}; **Get Generation Result** fetches it by its id ${id}`;
}

/**
 * @param happened what the step did: `Removed the background`
 * @returns `Removed the background (1152x896, about 5 credits)`
 */
export function summarize(result: GenerationResult, happened: string): string {
  const { images, filePaths, credits, failures = [], status } = result;
  if (status !== undefined) return summarizePending(result);
  const facts = [
    ...fileInWords(result).filter((words) => !happened.endsWith(words)),
    ...credits === undefined || credits === 0 ? [] : [`about ${counted(credits, "credit")}`],
    ...unusableInWords(images),
    ...failures.length === 0 ? [] : [`${failures.length} of ${images.length + failures.length} failed`],
  ];
  const head = oneLine(filePaths.length === 0 ? "Kept nothing" : happened);
  return facts.length === 0 ? head : `${head} (${facts.join(", ")})`;
}

/** An encoder fills its last frames: 45.03 s are 45 s. */
const secondsInWords = (seconds: number) => `${inWords(Math.floor(seconds * 10 + 0.05) / 10)} s`;

/** `Made 3 pictures`, `Fetched 1 video`, `Made 45 s` */
export function counting(verb: string, { images, videos = [], audios = [], models = [] }: GenerationResult): string {
  const [sound] = audios;
  if (sound?.filePath !== undefined && sound.seconds !== undefined) return `${verb} ${secondsInWords(sound.seconds)}`;
  if (videos.length > 0) return `${verb} ${counted(videos.length, "video")}`;
  return `${verb} ${models.length > 0 ? counted(models.length, "model") : counted(images.length, "picture")}`;
}

/** `Enlarged 451x300 to 1804x1200` */
export function resizing(verb: string, result: GenerationResult): string {
  const { image } = result.sent ?? {};
  const [size] = fileInWords(result);
  return image === undefined || !("width" in image) || size === undefined ? `${verb} a picture` : `${verb} ${sizeInWords(image)} to ${size}`;
}

/** How a summary names a prompt. */
export const quoted = (prompt: string): string => `"${shortened(oneLine(withoutKeys(prompt)), 60)}"`;
