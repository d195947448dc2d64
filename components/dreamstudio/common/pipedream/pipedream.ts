/**
 * The part of Pipedream's component API that we use, typed. (`@pipedream/types` types every prop as `any` and
 * brings the whole TypeScript compiler along at run time.)
 */
import type { ParameterSet } from "../../operations/operation.ts";
import type { InputsOf, Parameters } from "../../operations/parameter.ts";

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

/** What an app's method for an operation takes: the inputs, and the running step, if there is one. */
export type CallOf<O extends { parameters: Parameters }> = InputsOf<O["parameters"]> & { $?: Step | undefined };

/** Methods of an app, which see each other and the connected account as `this`. */
export const appMethods = <Auth>() => <Methods extends object>(
  methods: Methods & ThisType<Methods & { $auth: Partial<Auth> }>,
): Methods => methods;

/** The `this` of an action's `run`: its app, and the props that follow from its operation. */
export type ActionThis<App extends { app: string; methods: object }, O extends { parameters: Parameters }> =
  & Readonly<Record<App["app"], App["methods"]>>
  & Readonly<InputsOf<O["parameters"]>>;

/** Just the values of an operation's own parameters, whatever else a component has. */
export function inputsOf<P extends Parameters>({ parameters }: ParameterSet<P>, component: InputsOf<P>): InputsOf<P> {
  const entries = Object.entries(component).filter(([name]) => Object.hasOwn(parameters, name));
  return Object.fromEntries(entries) as InputsOf<P>;
}
