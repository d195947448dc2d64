/** Types that follow from an operation, checked by the compiler alone: the build fails if one is wrong. */
import type { ActionThis } from "../../components/dreamstudio/common/pipedream.ts";
import type dreamstudio from "../../components/dreamstudio/dreamstudio.app.ts";
import type { InputsOf, JsonObject, Prompt, ValuesOf } from "../../components/dreamstudio/operations/operation.ts";
import type { textToImage } from "../../components/dreamstudio/operations/text-to-image.ts";

type Equal<A, B> = [A] extends [B] ? [B] extends [A] ? true : false : false;
type Expect<T extends true> = T;

type Parameters = typeof textToImage.parameters;
type Inputs = InputsOf<Parameters>;
type Values = ValuesOf<Parameters>;
type This = ActionThis<"dreamstudio", typeof dreamstudio, Parameters>;

export type Checks = [
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
