/** The sounds that a request brings: a field that reads them, within the limits of an operation. */
import { z } from "zod";
import { readSound, type SoundFile } from "../music/sound-file.ts";
import { sampleRate } from "../music/sound.ts";
import { part } from "./fields.ts";

/** Documented. */
const leastSeconds = 6;

/** An MP3 of 190 s has some samples more or fewer, since it consists of frames. */
const tolerances = { wav: 0, mp3: 0.1 } as const;

/** A field with a sound, which is read before anything is paid for. */
export const sound = (mostSeconds: number) => part.transform(async ({ bytes }, context): Promise<SoundFile> => {
  const file = await readSound(bytes).catch(() => undefined);
  if (file === undefined) {
    context.addIssue("must be an mp3 or wav file");
    return z.NEVER;
  }
  const seconds = file.frames / sampleRate;
  const tolerance = tolerances[file.format];
  if (seconds >= leastSeconds - tolerance && seconds <= mostSeconds + tolerance) return file;
  context.addIssue(`must be between ${leastSeconds} and ${mostSeconds} seconds long`);
  return z.NEVER;
});
