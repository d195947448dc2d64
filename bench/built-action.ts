/** A built action, bound to an account as any host of Pipedream components does it. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";

interface BuiltAction {
  props: { dreamstudio: { methods: Record<string, (...args: unknown[]) => unknown> } };
  run(this: unknown, step: { $: { export(): void; context: object } }): Promise<unknown>;
}

/** @returns runs it; the context says when the host ends the step, if it says so */
export async function loadAction(name: string, props: object): Promise<(context?: object) => Promise<unknown>> {
  const path = join(import.meta.dirname, `../../components/dreamstudio/actions/${name}/${name}.mjs`);
  const { default: action } = await import(pathToFileURL(path).href) as { default: BuiltAction };
  const dreamstudio: Record<string, unknown> = { $auth: { api_key: "sk-emulator-bench" } };
  const { methods } = action.props.dreamstudio;
  for (const [method, run] of Object.entries(methods)) dreamstudio[method] = run.bind(dreamstudio);
  return (context = {}) => action.run.call({ dreamstudio, ...props }, { $: { export: () => undefined, context } });
}

/** Runs a task, and tells the parent the time, and by how much the peak memory grew over what it is now. */
export async function measure(task: () => Promise<unknown>): Promise<void> {
  const loadedBytes = process.memoryUsage().rss;
  const startedAt = performance.now();
  await task();
  const millis = performance.now() - startedAt;
  // Linux reports the peak in KiB.
  const grownBytes = process.resourceUsage().maxRSS * 1024 - loadedBytes;
  process.send?.({ millis, grownBytes });
  process.disconnect();
}
