/** Runs a job in this process, where a debugger can stop in it. Its time is limited, its memory is not. */
import { toRunError, type RunError } from "../component/run-error.ts";
import { watchConsole } from "./console-watch.ts";
import { watchHttp } from "./http-watch.ts";
import { timeoutError, type Limits } from "./limits.ts";
import { toMegabytes } from "./memory.ts";
import { perform, type Prepare } from "./perform.ts";
import { platformEnvironment } from "./platform-environment.ts";
import type { Tell } from "./protocol.ts";
import { createTeller, withTell } from "./teller.ts";
import type { JobOptions, JobUsage } from "./worker.ts";

/** An error of the runtime that ends the run. */
class Ended extends Error {
  readonly why: RunError;

  constructor(why: RunError) {
    super(why.message);
    this.why = why;
  }
}

/** What the platform sets for the runs under way; the newest is what a component finds. */
const environments: Record<string, string>[] = [];

let before: Record<string, string | undefined> = {};

function setVariables(variables: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
}

function useEnvironment(environment: Record<string, string>): () => void {
  if (environments.length === 0) {
    before = Object.fromEntries(Object.keys(environment).map((name) => [name, process.env[name]]));
  }
  environments.push(environment);
  setVariables(environment);
  return () => {
    environments.splice(environments.indexOf(environment), 1);
    setVariables(environments.at(-1) ?? before);
  };
}

/** @param prepare gets the job ready; what it returns does it, and gives the return value */
export async function runHere(
  prepare: Prepare,
  { limits, path, folder, signal, tell: send }: JobOptions & { limits: Limits; path: string; folder: string },
): Promise<JobUsage> {
  watchConsole();
  watchHttp();
  const startedAt = Date.now();
  let stop: (why: RunError) => void = () => undefined;
  const ended = new Promise<never>((_resolve, reject) => {
    stop = (why) => {
      reject(new Ended(why));
    };
  });
  ended.catch(() => undefined);
  const teller = createTeller(send, 0, stop);
  let timer = setTimeout(stop, limits.timeoutMillis, timeoutError(limits));
  const tell: Tell = (report) => {
    if (report.type === "refresh") {
      clearTimeout(timer);
      timer = setTimeout(stop, limits.timeoutMillis, timeoutError(limits));
    }
    teller(report);
  };
  const cancel = () => {
    stop({ name: "Canceled", message: "The run was canceled.", kind: "component" });
  };
  signal?.addEventListener("abort", cancel, { once: true });
  if (signal?.aborted === true) cancel();
  const leaveEnvironment = useEnvironment(platformEnvironment(path, folder));
  try {
    tell(await Promise.race([ended, withTell(tell, () => perform(prepare, tell))]));
    // A return value that is too large is found only now.
    await Promise.race([ended, Promise.resolve()]);
  } catch (error) {
    send({ type: "error", error: error instanceof Ended ? error.why : toRunError(error) });
  } finally {
    leaveEnvironment();
    clearTimeout(timer);
    signal?.removeEventListener("abort", cancel);
  }
  return { millis: Date.now() - startedAt, memoryMegabytes: toMegabytes(process.memoryUsage.rss()) };
}
