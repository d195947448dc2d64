/** `POST /v2beta/audio/stable-audio-2/inpaint`, and the same with Stable Audio 3. */
import { z } from "zod";
import { encode, type SoundFormat } from "../../../music/encode.ts";
import type { SoundFile } from "../../../music/sound-file.ts";
import { framesIn, mix, sampleRate, type Sound } from "../../../music/sound.ts";
import { play } from "../../../music/synthesizer.ts";
import { number } from "../../fields.ts";
import { operation } from "../../operation.ts";
import { sound } from "../../sounds.ts";
import { cfgScale, fewSteps, forSounds, model3 } from "./fields.ts";
import { makesSound, second, startsSound, third } from "./models.ts";

interface Asked {
  prompt: string;
  audio: Sound;
  mask_start: number;
  mask_end?: number | undefined;
  duration?: number | undefined;
  output_format: SoundFormat;
}

const secondsOf = ({ frames }: { frames: number }) => frames / sampleRate;

/** How long the new part takes to be heard in full, and to end; all within the mask. */
const fadeFrames = framesIn(0.02);

/** Outside of the mask not a sample changes. */
function draw(asked: Asked, seed: number) {
  const { prompt, audio, mask_start: start, mask_end: end, duration, output_format: format } = asked;
  const seconds = duration ?? secondsOf(audio);
  const [first, last] = [framesIn(start), framesIn(end ?? seconds)];
  const share = (frame: number) => frame < first || frame >= last
    ? 0
    : Math.min(1, (frame - first + 1) / fadeFrames, (last - frame) / fadeFrames);
  return encode(mix(audio, play(prompt, seed, seconds), framesIn(seconds), share), format);
}

/** An MP3 may have some samples fewer than its length says. */
const tolerance = 0.1;

type Masked = Pick<Asked, "mask_start" | "mask_end"> & { audio: SoundFile };

/** That both are looked at, and how, is guessed. */
function checkMask({ audio, mask_start: start, mask_end: end }: Masked, context: z.RefinementCtx): void {
  const seconds = secondsOf(audio);
  const refuse = (name: string, message: string) => {
    context.addIssue({ code: "custom", path: [name], message });
  };
  if (start >= seconds) refuse("mask_start", "must be within the audio");
  if (end !== undefined && end > seconds + tolerance) refuse("mask_end", "must be within the audio");
  if (end !== undefined && start >= end) refuse("mask_end", "must be greater than mask_start");
}

/** Documented are ends of 190 and 380 s by default, and a duration of 190 s: here both are those of the audio. */
const given = (mostSeconds: number) => ({
  ...forSounds(mostSeconds),
  duration: number(1, mostSeconds).optional(),
  audio: sound(mostSeconds),
  mask_start: number(0, mostSeconds).default(30),
  mask_end: number(0, mostSeconds).optional(),
  steps: fewSteps,
});

const schema = z.object(given(second.mostSeconds)).superRefine(checkMask);

export const inpaintAudio = operation({
  ...makesSound,
  path: `${second.path}/inpaint`,
  bodyLimitBytes: second.bodyLimitBytes,
  schema: () => schema,
  price: 20,
  prompts: ({ prompt }) => [prompt],
  draw,
});

const schema3 = z.object({ ...given(third.mostSeconds), model: model3, cfg_scale: cfgScale }).superRefine(checkMask);

export const inpaintAudio3 = operation({
  ...startsSound,
  path: `${third.path}/inpaint`,
  bodyLimitBytes: third.bodyLimitBytes,
  schema: () => schema3,
  prompts: ({ prompt }) => [prompt],
  draw,
});
