/**
 * The part of Pipedream's component API that we use, typed. (`@pipedream/types` types every prop as `any` and
 * brings the whole TypeScript compiler along at run time.)
 */
import type { InputsOf, Operation, Parameters } from "../../operations/operation.ts";

/** What Pipedream hands to a running step as `$`. */
export type Step = {
  export(name: string, value: unknown): void;
  /** `deadline` is the time in epoch milliseconds at which Pipedream ends the step. */
  context?: { deadline?: number };
  flow?: { exit(reason: string): unknown };
};

/** What Pipedream hands to `options`, along with the values that the options depend on; pages count from 0. */
export interface OptionsRequest {
  page: number;
}

/** Methods of an app, which see each other and the connected account as `this`. */
export const appMethods = <Auth>() => <Methods extends object>(
  methods: Methods & ThisType<Methods & { $auth: Partial<Auth> }>,
): Methods => methods;

/** The `this` of an action's `run`: its app, and the props that follow from its operation. */
export type ActionThis<AppName extends string, App extends { methods: object }, P extends Parameters> =
  & Readonly<Record<AppName, App["methods"]>>
  & Readonly<InputsOf<P>>;

/** Just the values of an operation's own parameters, whatever else a component has. */
export function inputsOf<P extends Parameters>(operation: Operation<P>, component: InputsOf<P>): InputsOf<P> {
  const names = new Set(Object.keys(operation.parameters));
  const entries = Object.entries(component).filter(([name]) => names.has(name));
  return Object.fromEntries(entries) as InputsOf<P>;
}
