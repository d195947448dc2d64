/** Runs an action once, as Pipedream would. */
import type { Environment } from "../component/account.ts";
import { bindComponent } from "../component/bind.ts";
import type { Component, Json } from "../component/component.ts";
import { filesFolder, listFiles } from "./files.ts";
import { readValues } from "../component/form.ts";
import { namesOfType, propsOf } from "../component/prop.ts";
import { RuntimeError } from "../component/runtime-error.ts";
import { createStep, type RecordedCall } from "./step.ts";

export interface RunOptions {
  /** What the user fills in, by the names of the props. */
  values?: Json;
  /** Where accounts and the folder for files come from; `process.env` by default. */
  environment?: Environment;
  /** How long the step may take; 300 s by default, the most that Pipedream's free plan gives. */
  timeoutMillis?: number;
}

export interface RunResult {
  exports: Json;
  returnValue: unknown;
  /** What the step sent, or asked the platform to do. */
  calls: RecordedCall[];
  /** The paths of the files that are new in the folder for files. */
  files: string[];
  millis: number;
}

/**
 * @throws RuntimeError if values are missing or wrong; what the action throws is passed on
 */
export async function runAction(component: Component, options: RunOptions = {}): Promise<RunResult> {
  const { values = {}, environment = process.env, timeoutMillis = 300_000 } = options;
  if (component.type !== "action") throw new RuntimeError(`${component.key} is a ${component.type}, not an action.`);
  const props = propsOf(component);
  const folder = filesFolder(environment);
  const filled = readValues(component, props.props, values);
  for (const name of namesOfType(props, "dir")) filled[name] = folder;
  const self = bindComponent(component, props, filled, environment);

  const before = new Set(await listFiles(folder));
  const startedAt = Date.now();
  const { $, exports, calls } = createStep(startedAt + timeoutMillis, startedAt);
  const returnValue = await component.run.call(self, { $, steps: {} });
  const files = (await listFiles(folder)).filter((path) => !before.has(path));
  return { exports, returnValue, calls, files, millis: Date.now() - startedAt };
}
