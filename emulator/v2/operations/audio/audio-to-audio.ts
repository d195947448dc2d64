/** `POST /v2beta/audio/stable-audio-2/audio-to-audio`, and the same with Stable Audio 3. */
import { z } from "zod";
import { encode, type SoundFormat } from "../../../music/encode.ts";
import { mix, type Sound } from "../../../music/sound.ts";
import { play } from "../../../music/synthesizer.ts";
import { proportion } from "../../fields.ts";
import { operation } from "../../operation.ts";
import { sound } from "../../sounds.ts";
import { bySecondModel, cfgScale, checkSteps, fewSteps, forSounds, model3 } from "./fields.ts";
import { makesSound, priceOf, second, startsSound, third } from "./models.ts";

interface Asked {
  prompt: string;
  audio: Sound;
  strength: number;
  duration: number;
  output_format: SoundFormat;
}

/** 0 is the sound itself, 1 as if there were none. */
function draw({ prompt, audio, strength, duration, output_format: format }: Asked, seed: number) {
  const made = play(prompt, seed, duration);
  return encode(mix(audio, made, made.frames, () => strength), format);
}

const given = (mostSeconds: number) => ({ audio: sound(mostSeconds), strength: proportion.default(1) });

const schema = z.object({
  ...forSounds(second.mostSeconds), ...bySecondModel, ...given(second.mostSeconds),
}).superRefine(checkSteps);

export const audioToAudio = operation({
  ...makesSound,
  path: `${second.path}/audio-to-audio`,
  bodyLimitBytes: second.bodyLimitBytes,
  schema: () => schema,
  price: (fields) => priceOf(fields),
  prompts: ({ prompt }) => [prompt],
  draw: (fields, seed) => draw(fields, seed),
});

const schema3 = z.object({
  ...forSounds(third.mostSeconds), ...given(third.mostSeconds), model: model3, steps: fewSteps, cfg_scale: cfgScale,
});

export const audioToAudio3 = operation({
  ...startsSound,
  path: `${third.path}/audio-to-audio`,
  bodyLimitBytes: third.bodyLimitBytes,
  schema: () => schema3,
  prompts: ({ prompt }) => [prompt],
  draw: (fields, seed) => draw(fields, seed),
});
