/** Runs a built component with nothing of our runtime: what any host of Pipedream components does at least. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { PictureResult } from "../../components/dreamstudio/common/result.ts";

interface Built {
  props: { dreamstudio: { methods: Record<string, (...args: unknown[]) => unknown> } };
  run(this: object, context: object): Promise<PictureResult>;
}

export const testKey = "sk-emulator-of-the-tests-1234";

/** @returns what the action returned, and what it exported */
export async function runAction(name: string, props: object, { key = testKey, deadline = Infinity } = {}) {
  const path = join(process.cwd(), `components/dreamstudio/actions/${name}/${name}.mjs`);
  const { default: action } = await import(pathToFileURL(path).href) as { default: Built };
  const dreamstudio: Record<string, unknown> = { $auth: { api_key: key } };
  const { methods } = action.props.dreamstudio;
  for (const [method, run] of Object.entries(methods)) dreamstudio[method] = run.bind(dreamstudio);
  const exports: Record<string, unknown> = {};
  const $ = {
    export: (label: string, value: unknown) => Object.assign(exports, { [label]: value }),
    context: Number.isFinite(deadline) ? { deadline } : {},
  };
  return { result: await action.run.call({ dreamstudio, ...props }, { $ }), exports };
}

/** Runs an action that must fail; the key must be nowhere in what it throws. */
export async function failAction(...[name, props, options]: Parameters<typeof runAction>): Promise<Error> {
  const outcome = await runAction(name, props, options).catch((error: unknown) => error as Error);
  if (!("message" in outcome)) throw new Error(`${name} did not fail`);
  return outcome;
}
