/** The fields that operations for sounds have. */
import { z } from "zod";
import { characters, integer, number, oneOf, seed } from "../../fields.ts";
import type { SoundFormat } from "../../../music/encode.ts";

const prompt = characters(0, 10_000);

const outputFormat = oneOf(["mp3", "wav"] satisfies SoundFormat[]).default("mp3");

/** What all of them take. */
export const forSounds = (mostSeconds: number) => ({
  prompt,
  duration: number(1, mostSeconds).default(190),
  seed,
  output_format: outputFormat,
});

export const fewSteps = integer(4, 8).default(8);

export const cfgScale = number(1, 25).optional();

/** Fields whose ranges depend on the model, so that they are looked at when it is known. */
export const bySecondModel = {
  model: oneOf(["stable-audio-2", "stable-audio-2.5"]).default("stable-audio-2"),
  steps: integer(4, 100).optional(),
  cfg_scale: cfgScale,
};

interface BySecondModel {
  model: "stable-audio-2" | "stable-audio-2.5";
  steps?: number | undefined;
  strength?: number;
}

const ranges = { "stable-audio-2": [30, 100], "stable-audio-2.5": [4, 8] } as const;

/** Documented: what each model takes. */
export function checkSteps({ model, steps, strength = 1 }: BySecondModel, context: z.RefinementCtx): void {
  const [min, max] = ranges[model];
  if (steps !== undefined && (steps < min || steps > max)) {
    context.addIssue({ code: "custom", path: ["steps"], message: `number must be between ${min} and ${max} for ${model}` });
  }
  if (model === "stable-audio-2.5" && strength < 0.01) {
    context.addIssue({ code: "custom", path: ["strength"], message: `number must be greater than or equal to 0.01 for ${model}` });
  }
}

export const model3 = oneOf(["stable-audio-3"]).default("stable-audio-3");
