/** The sounds that a request brings: a field that reads them, within the limits of an operation. */
import { z } from "zod";
import { decode } from "../music/encode.ts";
import { sampleRate, type Sound } from "../music/sound.ts";
import { part } from "./fields.ts";

/** Documented. */
const leastSeconds = 6;

/** An MP3 of 190 s has some samples more or fewer, since it consists of frames. */
const tolerances = { wav: 0, mp3: 0.1 } as const;

/** A field with a sound, which is decoded before anything is paid for. */
export const sound = (mostSeconds: number) => part.transform(async ({ bytes }, context): Promise<Sound> => {
  const decoded = await decode(bytes).catch(() => undefined);
  if (decoded === undefined) {
    context.addIssue("must be an mp3 or wav file");
    return z.NEVER;
  }
  const seconds = decoded.sound.frames / sampleRate;
  const tolerance = tolerances[decoded.format];
  if (seconds >= leastSeconds - tolerance && seconds <= mostSeconds + tolerance) return decoded.sound;
  context.addIssue(`must be between ${leastSeconds} and ${mostSeconds} seconds long`);
  return z.NEVER;
});
