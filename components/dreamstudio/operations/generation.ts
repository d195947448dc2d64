/** Operations that make pictures or videos and cost credits, and what all of them let the user decide. */
import { client, type Operation, type Parameters, type ValuesOf } from "./operation.ts";

export const onContentFiltered = {
  ...client,
  kind: "choice",
  options: ["fail", "keep", "skip"],
  default: "fail",
  label: "On Content Filtered",
  description: "What to do with pictures that Stability AI's filter has blurred: `fail` if no other came back, "
    + "`keep` them like others, or `skip` them, so that none is saved and the step goes on.",
  examples: ["fail", "keep", "skip"],
  antiExamples: [{ value: "ignore", reason: "one of" }],
} as const;

const embedParameters = {
  ...client,
  kind: "switch",
  default: true,
  label: "Embed Parameters",
  description: "Whether the picture carries in its metadata how it was made: the operation, the parameters and the seed. "
    + "Of files it holds only the names, and never the key. With `false` the file stays byte for byte as the API sent it.",
  examples: [true, "false"],
  antiExamples: [{ value: "maybe", reason: "neither true nor false" }],
} as const;

export const maxCredits = {
  ...client,
  kind: "number",
  min: 0,
  label: "Max Credits",
  description: "Nothing is sent if this would cost more credits.",
  examples: ["10", 6.5, 0],
  antiExamples: [
    { value: -1, reason: "at least 0" },
    { value: "cheap", reason: "not a number" },
  ],
} as const;

/** What becomes of the files. */
export const outcome = { onContentFiltered, embedParameters } as const;

/** The same, of what costs credits. */
export const paidOutcome = { ...outcome, maxCredits } as const;

/** What becomes of pictures that the API's filter has blurred. */
export type OnContentFiltered = (typeof onContentFiltered)["options"][number];

/** What the result has to know of the values. */
export interface Outcome {
  onContentFiltered: OnContentFiltered;
  /** Of what makes pictures; a video has no place for parameters. */
  embedParameters?: boolean;
  engineId?: string;
  waitForResult?: boolean;
  apiVersion?: string;
}

/**
 * The part of the checked values of a generation that its result depends on. The types of values follow from
 * parameters that only the operation's file knows; `defineGeneration` makes sure that it has these.
 */
export const outcomeOf = (values: { [Name in keyof Outcome]?: unknown }): Outcome => values as Outcome;

/** What an asynchronous generation makes, and so where its result is. */
export type ResultKind = "picture" | "upscale-creative" | "video";

export interface Generation<P extends Parameters = Parameters> extends Operation<P> {
  /** The media types to ask for; an operation that answers with an id has only JSON. */
  accept(values: ValuesOf<P>): string;
  /** The documented price in credits, if there is a document that tells it. */
  credits(values: Partial<ValuesOf<P>>): number | undefined;
  /** What a user should know of values that are sent all the same. */
  notes?(values: ValuesOf<P>): string[];
}

/** Checks an operation against its type while keeping the exact types of its parameters. */
export const defineGeneration = <const P extends Parameters & Omit<typeof paidOutcome, "embedParameters">>(
  operation: Generation<P>,
): Generation<P> => operation;

/** A generation that answers with an id, and makes its picture or video later. */
export interface StartedGeneration<P extends Parameters = Parameters> extends Generation<P> {
  startsA: ResultKind;
}

/** The same as `defineGeneration` for one that is started. */
export const defineStartedGeneration = <const P extends Parameters & Omit<typeof paidOutcome, "embedParameters">>(
  operation: StartedGeneration<P>,
): StartedGeneration<P> => operation;
