/** Whether a sound is one that an operation takes. */
import type { Sound, SoundParameter } from "../../operations/parameter.ts";
import { rangeInWords } from "../../operations/parameters/picture-limits.ts";
import { inWords } from "../../operations/words.ts";

/** An encoder fills its last frames: an MP3 of 190 s is up to so much longer. */
const paddingSeconds = 0.1;

/** What is wrong with a sound, and what would be right. */
export function problemsOfSound({ seconds, contentType }: Sound, { min, max }: SoundParameter["seconds"]): string[] {
  const padding = contentType === "audio/mpeg" ? paddingSeconds : 0;
  return seconds >= min && seconds <= max + padding
    ? []
    : [`is ${inWords(Number(seconds.toFixed(2)))} s long, but must be ${rangeInWords({ min, max })} s`];
}
