/**
 * The shape of an API operation as data. An operation says once what it takes; the props of an action, the
 * checks, the encoding of the request, the types and the tests all follow from it.
 */

import type { ApiVersion, Paths } from "./api-version.ts";
import type { Parameters, ValuesOf } from "./parameter.ts";

/** What a rule may know besides the values. */
export interface RuleContext {
  /** Whether the request goes to api.stability.ai and not to a gateway, an emulator or a server of one's own. */
  isOfficialHost: boolean;
}

/** A rule between parameters. What it finds speaks for all that is wrong with the parameters it concerns. */
export interface Rule<Values> {
  concerns: readonly (keyof Values & string)[];
  /** What is wrong and what would work, without the parameters' names; nothing if all is well. */
  problem(values: Partial<Values>, context: RuleContext): string | undefined;
}

/** What a user fills in for an action, and what holds between the values. */
export interface ParameterSet<P extends Parameters = Parameters> {
  /** As the action is called; also the beginning of the names of saved files. */
  name: string;
  parameters: P;
  rules?: readonly Rule<ValuesOf<P>>[];
  /** Fills in what follows from the values that were given. */
  complete?(values: Partial<ValuesOf<P>>): Partial<ValuesOf<P>>;
  /** The documented price in credits, where it costs some; `undefined` where no document says it. */
  credits?(values: Partial<ValuesOf<P>>): number | undefined;
  /** Whether what comes back is saved as files. */
  saves?: true;
}

/** A request that the API takes. */
export interface Operation<P extends Parameters = Parameters> extends ParameterSet<P> {
  method: "GET" | "POST";
  /** In each version that has it; `{engine_id}` stands for the path parameter of that wire name. */
  paths: Paths;
  /** What the body is; a GET has none. */
  encoding?: "json" | "form";
  /** The largest body of a request, where it is not the one of the version. */
  maxBodyBytes?: number;
  /** Fields that a version needs, and that are the same in every request. */
  fixedFields?: Readonly<Partial<Record<ApiVersion, Readonly<Record<string, string>>>>>;
}

/** Checks an operation against its type, and keeps the exact types of its parameters. */
export const defineOperation = <const P extends Parameters>(operation: Operation<P>): Operation<P> => operation;

/** The same for what is no operation of the API. */
export const defineParameters = <const P extends Parameters>(set: ParameterSet<P>): ParameterSet<P> => set;
