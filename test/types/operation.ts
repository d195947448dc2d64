/** Types that follow from an operation, checked by the compiler alone: the build fails if one is wrong. */
import type { ActionThis } from "../../components/dreamstudio/common/pipedream/pipedream.ts";
import type dreamstudio from "../../components/dreamstudio/dreamstudio.app.ts";
import type { generateSd3 } from "../../components/dreamstudio/operations/v2/generate/generate-sd3.ts";
import type { getGenerationResult } from "../../components/dreamstudio/operations/v2/generation-result.ts";
import type { imageToVideo } from "../../components/dreamstudio/operations/v2/video/image-to-video.ts";
import type { inpaint } from "../../components/dreamstudio/operations/v2/edit/inpaint.ts";
import type {
  InputsOf, JsonObject, Parameters, Picture, Prompt, ValuesOf,
} from "../../components/dreamstudio/operations/parameter.ts";
import type {
  replaceBackgroundAndRelight,
} from "../../components/dreamstudio/operations/v2/edit/replace-background-and-relight.ts";
import type { textToImage } from "../../components/dreamstudio/operations/v1/text-to-image.ts";

type Equal<A, B> = [A] extends [B] ? [B] extends [A] ? true : false : false;
type Expect<T extends true> = T;

/** The names that can be left out, and those that cannot. */
type OptionalName<T> = { [Name in keyof T]-?: undefined extends T[Name] ? Name : never }[keyof T];
type RequiredName<T> = Exclude<keyof T, OptionalName<T>>;

type InputsTo<O extends { parameters: Parameters }> = InputsOf<O["parameters"]>;
type ValuesFor<O extends { parameters: Parameters }> = ValuesOf<O["parameters"]>;
type ThisOf<O extends { parameters: Parameters }> = ActionThis<typeof dreamstudio, O>;

type Inputs = InputsTo<typeof textToImage>;
type Values = ValuesFor<typeof textToImage>;
type This = ThisOf<typeof textToImage>;

export type ChecksOfV1 = [
  // What is required must be given, and what has a default of ours is always there once it is checked.
  Expect<Equal<Inputs["prompt"], string>>,
  Expect<Equal<Inputs["engineId"], string | undefined>>,
  Expect<Equal<Values["engineId"], string>>,
  Expect<Equal<Values["prompt"], Prompt>>,
  Expect<Equal<Values["seed"], number | undefined>>,

  // Numbers may be given as text, prompts and objects as what an earlier step returned.
  Expect<Equal<Inputs["cfgScale"], number | string | undefined>>,
  Expect<Equal<Inputs["textPrompts"], readonly (string | Prompt)[] | undefined>>,
  Expect<Equal<Inputs["extras"], JsonObject | string | undefined>>,

  // A choice is one of its options.
  Expect<Equal<Extract<Values["sampler"], "DDIM" | "EULER">, "DDIM">>,

  // A misspelt prop does not exist, neither for callers nor in an action.
  Expect<Equal<Extract<keyof Inputs, "promt" | "prompt">, "prompt">>,
  Expect<Equal<Extract<keyof This, "promt" | "prompt" | "dreamstudio">, "prompt" | "dreamstudio">>,
  Expect<Equal<This["prompt"], string>>,
];

type Sd3 = typeof generateSd3;
type Model = "sd3.5-large" | "sd3.5-large-turbo" | "sd3.5-medium" | "sd3.5-flash";
type Relight = typeof replaceBackgroundAndRelight;
type Inpaint = typeof inpaint;
type Video = typeof imageToVideo;
type Result = typeof getGenerationResult;

export type ChecksOfV2 = [
  // Only what is required must be given; what has a default of ours is there as well once it is checked.
  Expect<Equal<RequiredName<InputsTo<Sd3>>, "prompt">>,
  Expect<Equal<RequiredName<ValuesFor<Sd3>>, "prompt" | "count" | "onContentFiltered" | "saveParameters">>,
  Expect<Equal<RequiredName<InputsTo<Relight>>, "subjectImage">>,
  Expect<Equal<RequiredName<InputsTo<Inpaint>>, "image" | "prompt">>,
  Expect<Equal<RequiredName<InputsTo<Video>>, "image">>,
  Expect<Equal<RequiredName<InputsTo<Result>>, "id">>,

  // A model is one of its options, for those who read a value; what the API takes by itself may be missing.
  Expect<Equal<ValuesFor<Sd3>["model"], Model | undefined>>,
  Expect<Equal<InputsTo<Sd3>["model"], string | undefined>>,
  Expect<Equal<ValuesFor<Inpaint>["mode"], "mask" | "search" | undefined>>,
  Expect<Equal<ValuesFor<Inpaint>["apiVersion"], "v2beta" | "v2alpha">>,
  Expect<Equal<ValuesFor<Result>["generationType"], "picture" | "upscale-creative" | "video" | "audio">>,

  // A switch may be given as a word, and is on or off; without a default of ours it may be missing.
  Expect<Equal<InputsTo<Relight>["keepOriginalBackground"], boolean | string | undefined>>,
  Expect<Equal<ValuesFor<Relight>["keepOriginalBackground"], boolean | undefined>>,
  Expect<Equal<InputsTo<Relight>["waitForResult"], boolean | string | undefined>>,
  Expect<Equal<ValuesFor<Relight>["waitForResult"], boolean>>,

  // A text and a pattern are texts; a number may be given as one; a picture is named, and opened.
  Expect<Equal<InputsTo<Sd3>["negativePrompt"], string | undefined>>,
  Expect<Equal<ValuesFor<Sd3>["prompt"], string>>,
  Expect<Equal<ValuesFor<Result>["id"], string>>,
  Expect<Equal<InputsTo<Sd3>["count"], number | string | undefined>>,
  Expect<Equal<ValuesFor<Sd3>["count"], number>>,
  Expect<Equal<InputsTo<Sd3>["image"], string | undefined>>,
  Expect<Equal<ValuesFor<Sd3>["image"], Picture | undefined>>,

  // What an operation does not have does not exist: neither misspelt nor another one's.
  Expect<Equal<Extract<keyof InputsTo<Sd3>, "aspectRatio" | "aspectratio" | "mask">, "aspectRatio">>,
  Expect<Equal<Extract<keyof ThisOf<Sd3>, "cfgScale" | "cfg_scale" | "growMask">, "cfgScale">>,
  Expect<Equal<Extract<keyof InputsTo<Video>, "seed" | "outputFormat" | "prompt">, "seed">>,
];

/** Calls as actions and other code write them; what must not compile is marked as an error that must be there. */
export async function calls(app: typeof dreamstudio.methods) {
  await app.generateSd3({ prompt: "x" });
  await app.generateSd3({ prompt: "x", model: "sd3.5-flash", count: "2", seed: 0, saveParameters: "sidecar" });
  // @ts-expect-error: the prompt is required.
  await app.generateSd3({ model: "sd3.5-flash" });
  // @ts-expect-error: there is no such parameter.
  await app.generateSd3({ prompt: "x", modle: "sd3.5-flash" });
  // @ts-expect-error: a switch is no number.
  await app.getGenerationResult({ id: "x", waitForResult: 1 });
  // @ts-expect-error: the id is required.
  await app.getGenerationResult({ waitForResult: false });
}
