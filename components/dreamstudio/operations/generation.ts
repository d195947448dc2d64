/** Operations that make pictures, videos, sounds or models and cost credits. */
import type { Operation } from "./operation.ts";
import type { JsonObject, Parameters, Picture, ValuesOf } from "./parameter.ts";
import type { maxCredits, onContentFiltered, saveParameters } from "./parameters/client.ts";
import { notesOfPicture } from "./parameters/turned.ts";

/** What becomes of pictures that the API's filter has blurred. */
export type OnContentFiltered = (typeof onContentFiltered)["options"][number];

/** Where the parameters of what was made are saved, besides the result. */
export type SaveParameters = (typeof saveParameters)["options"][number];

/** The choices of the user that decide what becomes of an answer. */
export interface Choices {
  /** Only where the API filters what it makes. */
  onContentFiltered?: OnContentFiltered;
  saveParameters?: SaveParameters;
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
export type ResultKind = "picture" | "upscale-creative" | "video" | "audio";

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
  /** What to do about a status of the API, where it means something special. */
  adviceByStatus?: Readonly<Record<number, string>>;
  /** Where one parameter decides nearly everything: for each of its options an operation of its own. */
  forms?: Forms<P>;
}

/** Operations of which the user chooses one; they take the same parameters, each in ranges of its own. */
export interface Forms<P extends Parameters> {
  /** The parameter that chooses. */
  by: keyof P & string;
  /** The one for those who choose none. */
  usual: Generation<P>;
  each: Readonly<Record<string, Generation<P>>>;
}

/** The form that inputs choose; the operation itself where it has only one. */
export function formOf<P extends Parameters>(operation: Generation<P>, inputs: JsonObject): Generation<P> {
  const { forms } = operation;
  if (forms === undefined) return operation;
  const { by, usual, each } = forms;
  return Object.entries(each).find(([option]) => option === inputs[by])?.[1] ?? usual;
}

/** What a user should know of the pictures and the other values that are sent. */
export function notesOf<P extends Parameters>(operation: Generation<P>, values: ValuesOf<P>): string[] {
  const given: Readonly<Record<string, unknown>> = values;
  const pictures = Object.entries(operation.parameters).flatMap(([name, { kind }]) =>
    kind === "picture" && given[name] !== undefined ? notesOfPicture(name, given[name] as Picture) : []);
  return [...pictures, ...operation.notes?.(values) ?? []];
}

interface ChoiceParameters {
  maxCredits: typeof maxCredits;
}

/** Checks an operation against its type, and keeps the exact types of its parameters. */
export const defineGeneration = <const P extends Parameters & ChoiceParameters>(
  operation: Generation<P>,
): Generation<P> => operation;
