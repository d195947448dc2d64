/** The parameters of an operation as data, and the types of what a user gives for them and of what is sent. */
import type { ApiVersion } from "./api-version.ts";
import type { PictureLimits } from "./parameters/picture-limits.ts";

/** A text for the model; without a weight the API takes 1, a negative weight steers away. */
export interface Prompt {
  text: string;
  weight?: number;
}

/** A file to send, as far as it is known before it is sent. */
export interface SentFile {
  filename: string;
  contentType: string;
  bytes: number;
  /** Its bytes, from the beginning each time; to be destroyed when they are no longer needed. */
  stream(): NodeJS.ReadableStream & { destroy(): unknown };
}

export interface Picture extends SentFile {
  /** Where its bytes are. */
  path: string;
  /** In pixels. */
  width: number;
  /** In pixels. */
  height: number;
  hasAlpha: boolean;
  /** How it is turned to be shown, as Exif counts: 1 is not at all, 5 to 8 swap width and height. */
  orientation: number;
  /** Whether it has more than one frame. */
  isAnimated: boolean;
}

export interface Sound extends SentFile {
  seconds: number;
  /** In Hz. */
  sampleRate: number;
  channels: number;
}

export type JsonObject = Record<string, unknown>;

/** A value that has to be refused, and the reason that the refusal gives. */
interface AntiExample {
  value: unknown;
  reason: string;
}

/** A parameter that is sent: under which name, which several parameters may share for a list, and where. */
interface Sent {
  wire: string;
  /** `body` if not said. */
  place?: "path" | "header" | "body";
}

/** A parameter that is for us and not for the API: it is not sent, so it has no name there. */
interface ForClient {
  place: "client";
  wire?: never;
}

type ParameterBase<Kind extends string, Value> = (Sent | ForClient) & {
  kind: Kind;
  /** The versions of the API that have it; all if not said. */
  versions?: readonly ApiVersion[];
  required?: true;
  label: string;
  description: string;
  /** What we send when the user gives nothing. */
  default?: Value;
  /** What the API takes when nothing is sent: told to the user, never sent. */
  apiDefault?: Value & (string | number | boolean);
  /** Values that pass, as a user would give them. */
  examples: readonly [unknown, ...unknown[]];
  /** Values that must be refused before anything is sent. */
  antiExamples: readonly AntiExample[];
  /** The values of these parameters decide which options the app offers for this one. */
  optionsDependOn?: readonly string[];
};

interface Range {
  min: number;
  max?: number;
}

type IdentifierParameter = ParameterBase<"identifier", string>;
export type IntegerParameter = ParameterBase<"integer", number> & Range & {
  multipleOf?: number;
  /** The largest value in versions of the API where it is another one. */
  maxIn?: Readonly<Partial<Record<ApiVersion, number>>>;
};
export type NumberParameter = ParameterBase<"number", number> & Range;
type ChoiceParameter<Option extends string = string> = ParameterBase<"choice", Option> & {
  options: readonly Option[];
};
/** Yes or no; a form has it as the words `true` and `false`. */
type SwitchParameter = ParameterBase<"switch", boolean>;
type ObjectParameter = ParameterBase<"object", JsonObject> & {
  /** Whether its values name files. */
  namesFiles?: true;
};
/** Plain text that has a form of its own. */
type PatternParameter = ParameterBase<"pattern", string> & {
  /** What the whole text must match. */
  pattern: RegExp;
  /** The pattern in words: "must be …". */
  patternInWords: string;
};
/** Plain text in the user's words. */
type TextParameter = ParameterBase<"text", string> & {
  /** In characters; the least is 1 where a blank text has no meaning. */
  minLength: 0 | 1;
  maxLength: number;
};
/** A text in v1's list of weighted prompts. */
type PromptParameter = ParameterBase<"prompt", string> & {
  maxLength: number;
  weight?: number;
};
type PromptListParameter = ParameterBase<"prompts", readonly Prompt[]> & {
  maxLength: number;
};

/** A picture, given as the path of a file, a URL, or a data URI. */
export type PictureParameter = ParameterBase<"picture", never> & {
  /** Which pictures the API takes, where a document says it. */
  limits?: PictureLimits;
  /** The limits in versions of the API where they are others. */
  limitsIn?: Readonly<Partial<Record<ApiVersion, PictureLimits>>>;
};

/** A sound, given like a picture. */
export type SoundParameter = ParameterBase<"sound", never> & {
  /** How long it may be. */
  seconds: Required<Range>;
};

export type Parameter =
  | IdentifierParameter
  | PatternParameter
  | TextParameter
  | IntegerParameter
  | NumberParameter
  | ChoiceParameter
  | SwitchParameter
  | ObjectParameter
  | PromptParameter
  | PromptListParameter
  | PictureParameter
  | SoundParameter;

/** A parameter whose value names a file. */
export const isFile = (parameter: Parameter): parameter is PictureParameter | SoundParameter =>
  parameter.kind === "picture" || parameter.kind === "sound";

export type Parameters = Readonly<Record<string, Parameter>>;

/** The checked value of a parameter. */
type ValueOf<P extends Parameter> =
  P extends ChoiceParameter<infer Option> ? Option
    : P extends { kind: "identifier" | "pattern" | "text" } ? string
      : P extends { kind: "integer" | "number" } ? number
        : P extends { kind: "switch" } ? boolean
          : P extends { kind: "object" } ? JsonObject
            : P extends { kind: "prompt" } ? Prompt
              : P extends { kind: "picture" } ? Picture
                : P extends { kind: "sound" } ? Sound
                  : readonly Prompt[];

/** What a user may give for a parameter: forms send numbers as text, earlier steps send objects. */
type InputOf<P extends Parameter> =
  P extends { kind: "integer" | "number" } ? number | string
    : P extends { kind: "switch" } ? boolean | string
      : P extends { kind: "object" } ? JsonObject | string
        : P extends { kind: "prompts" } ? readonly (string | Prompt)[]
          : string;

type RequiredName<P extends Parameters> = {
  [Name in keyof P]: P[Name] extends { required: true } ? Name : never
}[keyof P];

/** A parameter that has a default of ours always has a value once it is checked. */
type SettledName<P extends Parameters> = RequiredName<P> | {
  [Name in keyof P]: P[Name] extends { default: unknown } ? Name : never
}[keyof P];

export type InputsOf<P extends Parameters> =
  & { [Name in RequiredName<P>]: InputOf<P[Name]> }
  & { [Name in Exclude<keyof P, RequiredName<P>>]?: InputOf<P[Name]> | undefined };

export type ValuesOf<P extends Parameters> =
  & { [Name in SettledName<P>]: ValueOf<P[Name]> }
  & { [Name in Exclude<keyof P, SettledName<P>>]?: ValueOf<P[Name]> };

export const client = { place: "client" } as const;
