/** Random inputs of an operation: mostly good, and now and then bad. */
import fc from "fast-check";
import { engines } from "../../components/dreamstudio/operations/v1/engines.ts";
import type { Operation } from "../../components/dreamstudio/operations/operation.ts";
import type { Parameter } from "../../components/dreamstudio/operations/parameter.ts";

export type Inputs = Record<string, unknown>;

/** Mostly good values, and now and then one of the anti-examples. */
const mostly = (good: fc.Arbitrary<unknown>, { antiExamples }: Parameter): fc.Arbitrary<unknown> => fc.oneof(
  { arbitrary: good, weight: 60 },
  { arbitrary: fc.constantFrom(...antiExamples.map(({ value }) => value)), weight: 1 },
);

/** Of all characters that there are; made once, since that takes half a second. */
const shortText = fc.string({ unit: "binary", minLength: 1, maxLength: 40 });

/** Texts of which some are as long as they may be, and some too long. */
const textUpTo = (maxLength: number) => fc.oneof(
  { arbitrary: shortText, weight: 10 },
  {
    arbitrary: fc.constantFrom("{", "a: b", "\"", "🗼".repeat(maxLength), "x".repeat(maxLength + 1), " "),
    weight: 1,
  },
);

const weight = fc.oneof(fc.double({ min: -10, max: 10, noNaN: true }), fc.constantFrom(0, "0.5", -1e30));

const sides = [64, 128, 320, 512, 576, 640, 768, 832, 896, 1000, 1024, 1152, 1344, 1536, 2048];

/** A number of a range, or the text of one. */
const asGiven = (numbers: fc.Arbitrary<number>, min: number, max: number) => {
  const good = fc.oneof(numbers, fc.constantFrom(min, max));
  return fc.oneof(good, good.map(String));
};

/** What can stand for files. */
interface Files {
  picture: fc.Arbitrary<string>;
  /** Where an operation takes one. */
  sound?: fc.Arbitrary<string>;
}

function goodValue(name: string, parameter: Parameter, { picture, sound = picture }: Files): fc.Arbitrary<unknown> {
  switch (parameter.kind) {
    case "integer": {
      if (name === "width" || name === "height") return fc.constantFrom(...sides);
      const { min, max = min + 4096 } = parameter;
      return asGiven(fc.integer({ min, max }), min, max);
    }
    case "number": {
      const { min, max = 1000 } = parameter;
      return asGiven(fc.double({ min, max, noNaN: true }), min, max);
    }
    case "choice":
      return fc.constantFrom(...parameter.options);
    case "identifier":
      return fc.constantFrom(...Object.keys(engines));
    case "pattern":
      return fc.stringMatching(parameter.pattern);
    case "switch":
      return fc.constantFrom(true, false, "true", "false");
    case "text":
    case "prompt":
      return textUpTo(parameter.maxLength);
    case "object":
      return fc.dictionary(fc.string(), fc.jsonValue());
    case "prompts": {
      const text = textUpTo(parameter.maxLength);
      return fc.array(fc.oneof(text, fc.record({ text, weight }, { requiredKeys: ["text"] })));
    }
    case "picture":
      return picture;
    case "sound":
      return sound;
  }
}

/** @param leftOut how often it is not given for each time that it is */
const sometimes = (value: fc.Arbitrary<unknown>, leftOut: number): fc.Arbitrary<unknown> => fc.oneof(
  { arbitrary: fc.constant(undefined), weight: leftOut },
  { arbitrary: value, weight: 1 },
);

export interface Choices extends Files {
  /** Parameters that are always left out. */
  without?: readonly string[];
  /** Parameters that are always given, as if they were required. */
  always?: readonly string[];
  /** How often one of the others is left out for each time that it is given. */
  leftOut: number;
}

/** What is required, and of the rest now this and now that. */
export function arbitraryInputs(
  { parameters }: Pick<Operation, "parameters">,
  { without = [], always = [], leftOut, ...files }: Choices,
): fc.Arbitrary<Inputs> {
  const own = Object.entries(parameters).filter(([name]) => !without.includes(name));
  return fc.record(Object.fromEntries(own.map(([name, parameter]) => {
    const value = mostly(goodValue(name, parameter, files), parameter);
    return [name, parameter.required === true || always.includes(name) ? value : sometimes(value, leftOut)];
  })));
}

/** What can stand for files. */
interface FileNames {
  pictures: readonly string[];
  /** Where an operation takes one. */
  sounds?: readonly string[];
}

/** The values of a parameter that its document tells: its options, the ends of its range, and examples. */
function documentedValues(parameter: Parameter, { pictures, sounds = pictures }: FileNames): readonly unknown[] {
  const { kind, examples } = parameter;
  if (kind === "picture") return pictures;
  if (kind === "sound") return sounds;
  if (kind === "choice") return parameter.options;
  if (kind !== "integer" && kind !== "number") return examples;
  return [parameter.min, ...parameter.max === undefined ? [] : [parameter.max], ...examples];
}

/** Inputs of documented values only. */
export function documentedInputs(
  parameters: Readonly<Record<string, Parameter>>,
  files: FileNames,
): fc.Arbitrary<Inputs> {
  return fc.record(Object.fromEntries(Object.entries(parameters).map(([name, parameter]) => {
    const value = fc.constantFrom(...documentedValues(parameter, files));
    return [name, parameter.required === true ? value : sometimes(value, 2)];
  })));
}
