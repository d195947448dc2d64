/** Runs a job in this process, where a debugger can stop in it. Its time is limited, its memory is not. */
import { toRunError, type RunError } from "../component/run-error.ts";
import { watchConsole } from "./console-watch.ts";
import { watchHttp } from "./http-watch.ts";
import { timeoutError, type Limits } from "./limits.ts";
import { toMegabytes } from "./memory.ts";
import { perform, type Prepare } from "./perform.ts";
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

/** The folders of the runs under way; the newest is what a component finds in STASH_DIR. */
const folders: string[] = [];

let before: string | undefined;

function setFolder(folder: string | undefined): void {
  if (folder === undefined) delete process.env["STASH_DIR"];
  else process.env["STASH_DIR"] = folder;
}

function useFolder(folder: string): () => void {
  if (folders.length === 0) before = process.env["STASH_DIR"];
  folders.push(folder);
  setFolder(folder);
  return () => {
    folders.splice(folders.indexOf(folder), 1);
    setFolder(folders.at(-1) ?? before);
  };
}

/** @param prepare gets the job ready; what it returns does it, and gives the return value */
export async function runHere(
  prepare: Prepare,
  { limits, folder, signal, tell: send }: JobOptions & { limits: Limits; folder: string },
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
  const leaveFolder = useFolder(folder);
  try {
    tell(await Promise.race([ended, withTell(tell, () => perform(prepare, tell))]));
    // A return value that is too large is found only now.
    await Promise.race([ended, Promise.resolve()]);
  } catch (error) {
    send({ type: "error", error: error instanceof Ended ? error.why : toRunError(error) });
  } finally {
    leaveFolder();
    clearTimeout(timer);
    signal?.removeEventListener("abort", cancel);
  }
  return { millis: Date.now() - startedAt, memoryMegabytes: toMegabytes(process.memoryUsage.rss()) };
}
