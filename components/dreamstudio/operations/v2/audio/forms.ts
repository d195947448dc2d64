/** The forms of an operation that makes sounds, one for each model, and what they have in common. */
import type { Generation } from "../../generation.ts";
import type { Rule } from "../../operation.ts";
import type { Parameter, Parameters, Sound } from "../../parameter.ts";
import { soundModels, type SoundModel, type SoundModelName } from "./models.ts";
import type { Models } from "./parameters.ts";

/** The names of models, the first of which is taken for those who choose none. */
export type Names = readonly [SoundModelName, ...SoundModelName[]];

const pricesInWords: Readonly<Record<SoundModelName, string>> = {
  "stable-audio-2": `${soundModels["stable-audio-2"].credits(0)} credits and 0.06 a step`,
  "stable-audio-2.5": `${soundModels["stable-audio-2.5"].credits()} credits`,
  "stable-audio-3": `${soundModels["stable-audio-3"].credits()} credits`,
};

/** The parameter that chooses; not every address has a field for it. */
export const modelAmong = <const Options extends Names>(options: Options) => ({
  kind: "choice",
  options,
  apiDefault: options[0],
  label: "Model",
  description: "The Stable Audio model. It decides how long a sound may be, how it is made, and what it costs: "
    + `${options.map((name) => `\`${name}\` ${pricesInWords[name]}`).join(", ")}. Not every account may use `
    + "`stable-audio-3`.",
  examples: [options[0], "stable-audio-3"],
  antiExamples: [{ value: "stable-audio-1", reason: "one of" }],
} as const);

const noAccess = "Choose another model: this account, or this host, seems to have no access to Stable Audio 3.";

/** How an operation is called with a model. */
export const calledWith = ({ folder, isStarted }: SoundModel, name: string) => ({
  method: "POST",
  encoding: "form",
  saves: true,
  paths: { v2beta: `${folder}/${name}` },
  accept: () => isStarted ? "application/json" : "audio/*",
  ...isStarted && { startsA: "audio" as const, adviceByStatus: { 403: noAccess, 404: noAccess } },
} as const);

/** The price of a sound; without a word of the user about steps, the API takes its usual ones. */
export const priceWith = ({ steps: { apiDefault }, credits }: SoundModel) =>
  ({ steps = apiDefault }: { steps?: number }): number => credits(steps);

/**
 * The operation of an action whose models are operations of their own.
 * @param of makes it for one model, and for the props with what all of them take
 */
export function withModels<P extends Parameters & { model: Parameter }>(
  [usualName, ...otherNames]: Names,
  of: (usual: SoundModel, models: Models) => Generation<P>,
): Generation<P> {
  const usual = soundModels[usualName];
  const others = otherNames.map((name) => soundModels[name]);
  const models = [usual, ...others];
  const each = models.map((model) => [model.name, of(model, [model])] as const);
  return { ...of(usual, models), forms: { by: "model", usual: of(usual, [usual]), each: Object.fromEntries(each) } };
}

interface MaskValues {
  audio: Sound;
  maskStart: number;
  maskEnd: number;
}

/** @param standardStart where the API begins if nothing is said */
export const maskIsInSound = (standardStart: number): Rule<MaskValues> => ({
  concerns: ["maskStart", "maskEnd"],
  problem({ audio, maskStart = standardStart, maskEnd }) {
    const seconds = audio?.seconds ?? Infinity;
    if (maskEnd !== undefined && maskEnd > seconds) {
      return `the part ends at ${maskEnd} s, but the audio is ${shown(seconds)} s long; end it there or before`;
    }
    if (maskStart >= seconds) {
      return `the part begins at ${maskStart} s, but the audio is ${shown(seconds)} s long; begin it before its end`;
    }
    return maskEnd !== undefined && maskStart >= maskEnd
      ? `the part ends at ${maskEnd} s, which is not behind its beginning at ${maskStart} s; begin it before it ends`
      : undefined;
  },
});

const shown = (seconds: number) => Number(seconds.toFixed(2));
