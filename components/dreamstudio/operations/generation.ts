/** Operations that make pictures or videos and cost credits. */
import type { Operation } from "./operation.ts";
import type { Parameters, ValuesOf } from "./parameter.ts";
import type { maxCredits, onContentFiltered } from "./parameters/client.ts";

/** What becomes of pictures that the API's filter has blurred. */
export type OnContentFiltered = (typeof onContentFiltered)["options"][number];

/** The choices of the user that decide what becomes of an answer. */
export interface Choices {
  onContentFiltered: OnContentFiltered;
  /** Only where pictures are made; a video has no place for parameters. */
  embedParameters?: boolean;
  engineId?: string;
  waitForResult?: boolean;
  apiVersion?: string;
}

/**
 * The choices among the checked values of a generation. The types of values follow from parameters that only the
 * operation's file knows; `defineGeneration` makes sure that it has these.
 */
export const choicesOf = (values: { [Name in keyof Choices]?: unknown }): Choices => values as Choices;

/** What an asynchronous generation makes, and so where its result is. */
export type ResultKind = "picture" | "upscale-creative" | "video";

export interface Generation<P extends Parameters = Parameters> extends Operation<P> {
  saves: true;
  /** The media types to ask for; an operation that answers with an id has only JSON. */
  accept(values: ValuesOf<P>): string;
  /** The documented price in credits; `undefined` where no document says it. */
  credits(values: Partial<ValuesOf<P>>): number | undefined;
  /** What a user should know of values that are sent all the same. */
  notes?(values: ValuesOf<P>): string[];
  /** For one that answers with an id, and makes later what it makes. */
  startsA?: ResultKind;
}

interface ChoiceParameters {
  onContentFiltered: typeof onContentFiltered;
  maxCredits: typeof maxCredits;
}

/** Checks an operation against its type, and keeps the exact types of its parameters. */
export const defineGeneration = <const P extends Parameters & ChoiceParameters>(
  operation: Generation<P>,
): Generation<P> => operation;
