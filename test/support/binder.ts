/** Runs a built component with nothing of our runtime: what any host of Pipedream components does at least. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { GenerationResult } from "../../components/dreamstudio/common/results/result.ts";

interface App {
  methods: Record<string, (...args: unknown[]) => unknown>;
}

/** A component with the app as a prop. */
export interface Built<Result = GenerationResult> {
  props: { dreamstudio: App };
  run(this: object, context: object): Promise<Result>;
}

/** The default export of a built file. */
export async function load<T>(path: string): Promise<T> {
  const module = await import(pathToFileURL(path).href) as { default: T };
  return module.default;
}

type Methods = App["methods"];

/**
 * The app as a component sees it: its account, and its methods bound to it.
 * @param others methods that take the place of the app's own
 */
export function bindApp({ methods }: App, key: string, others: Methods = {}): Record<string, unknown> {
  const app: Record<string, unknown> = { $auth: { api_key: key } };
  for (const [name, method] of Object.entries({ ...methods, ...others })) app[name] = method.bind(app);
  return app;
}

export const testKey = "sk-emulator-of-the-tests-1234";

/** A key that may go to api.stability.ai, as far as we can tell; no test reaches that host (stay-home.mjs). */
export const officialKey = "sk-of-the-tests-5678";

export interface Running {
  key?: string;
  /** When the host ends the step, in epoch milliseconds; without it the host does not say. */
  deadline?: number;
  /** Methods that take the place of the app's own. */
  methods?: Methods;
  /** Where the components are; as built for `pd publish` if not said. */
  folder?: string;
}

/** @returns what the action returned, and what it exported */
export async function runAction<Result = GenerationResult>(
  name: string,
  props: object,
  { key = testKey, deadline = Infinity, methods, folder = join(process.cwd(), "components/dreamstudio") }: Running = {},
) {
  const action = await load<Built<Result>>(join(folder, `actions/${name}/${name}.mjs`));
  const dreamstudio = bindApp(action.props.dreamstudio, key, methods);
  const exports: Record<string, unknown> = {};
  const $ = {
    export: (label: string, value: unknown) => Object.assign(exports, { [label]: value }),
    context: Number.isFinite(deadline) ? { deadline } : {},
    flow: { exit: (reason: string) => Object.assign(exports, { exit: reason }) },
  };
  return { result: await action.run.call({ dreamstudio, ...props }, { $ }), exports };
}

/** Runs an action that must fail; the key must be nowhere in what it throws. */
export async function failAction(...[name, props, options]: Parameters<typeof runAction>): Promise<Error> {
  const outcome = await runAction(name, props, options).catch((error: unknown) => error as Error);
  if (!("message" in outcome)) throw new Error(`${name} did not fail`);
  return outcome;
}
