/** `run <action>`: runs an action once and shows what came of it. */
import { runAction } from "../action/run-action.ts";
import type { ComponentDescription } from "../component/describe.ts";
import type { Given } from "./component-flags.ts";
import { workerFor, type Setting } from "./setting.ts";
import { untilInterrupted } from "./interruption.ts";
import { showLive } from "./live.ts";
import { reportResult } from "./report.ts";
import { UseError } from "./use-error.ts";
import { isObject } from "../component/component.ts";

/** @returns the exit code */
export async function runCommand({ path = "" }: ComponentDescription, given: Given, setting: Setting): Promise<number> {
  const { output, environment, accounts } = setting;
  const [props, steps, event] = await Promise.all([given.props(), given.json("steps"), given.json("event")]);
  if (steps !== undefined && !isObject(steps)) throw new UseError("--steps must be a JSON object: the exports of steps by their names.");
  const limits = given.limits(setting.limits);
  const live = showLive(output, limits.timeoutMillis);
  const files = given.text("files");
  const result = await untilInterrupted((signal) => runAction(path, {
    props,
    auth: accounts,
    environment,
    limits,
    signal,
    ...workerFor(setting, limits),
    redact: true,
    skipWaits: given.has("skip-waits"),
    onEvent: (happening) => {
      if (happening.type !== "end") live.onEvent(happening);
    },
    ...files !== undefined && { filesFolder: files },
    ...steps !== undefined && { steps },
    ...event !== undefined && { event },
  })).finally(() => {
    live.stop();
  });
  return reportResult(result, { json: given.has("json"), out: given.text("out"), output });
}
