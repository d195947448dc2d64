/** `POST /v2beta/audio/stable-audio-2/text-to-audio`, and the same with Stable Audio 3. */
import { z } from "zod";
import { encode, type SoundFormat } from "../../../music/encode.ts";
import { play } from "../../../music/synthesizer.ts";
import { operation } from "../../operation.ts";
import { bySecondModel, cfgScale, checkSteps, fewSteps, forSounds, model3 } from "./fields.ts";
import { makesSound, priceOf, second, startsSound, third } from "./models.ts";

interface Asked {
  prompt: string;
  duration: number;
  output_format: SoundFormat;
}

const draw = ({ prompt, duration, output_format: format }: Asked, seed: number) =>
  encode(play(prompt, seed, duration), format);

const schema = z.object({ ...forSounds(second.mostSeconds), ...bySecondModel }).superRefine(checkSteps);

export const textToAudio = operation({
  ...makesSound,
  path: `${second.path}/text-to-audio`,
  schema: () => schema,
  price: (fields) => priceOf(fields),
  prompts: ({ prompt }) => [prompt],
  draw: (fields, seed) => draw(fields, seed),
});

const schema3 = z.object({
  ...forSounds(third.mostSeconds), model: model3, steps: fewSteps, cfg_scale: cfgScale,
});

export const textToAudio3 = operation({
  ...startsSound,
  path: `${third.path}/text-to-audio`,
  schema: () => schema3,
  prompts: ({ prompt }) => [prompt],
  draw: (fields, seed) => draw(fields, seed),
});
