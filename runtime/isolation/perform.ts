/** Does a job and says how it ended: the same here and in a process of its own. */
import { LoadError } from "../component/load.ts";
import { toRunError } from "../component/run-error.ts";
import { RuntimeError } from "../component/runtime-error.ts";
import type { Report, Tell } from "./protocol.ts";

/** Gets a job ready and returns what does it. What is wrong with how a component is used shows before it runs. */
export type Prepare = (tell: Tell) => Promise<() => unknown>;

const isWrongUse = (error: unknown) => error instanceof RuntimeError && !(error instanceof LoadError);

/** @returns the last report of the job */
export async function perform(prepare: Prepare, tell: Tell): Promise<Report> {
  let run: () => unknown;
  try {
    run = await prepare(tell);
  } catch (error) {
    return { type: "error", error: toRunError(error, isWrongUse(error) ? "use" : "component") };
  }
  try {
    return { type: "return", value: await run() };
  } catch (error) {
    return { type: "error", error: toRunError(error) };
  }
}
