/** The process in which components run: jobs come on stdin, line by line, and on its channel it tells what happens. */
import { writeSync } from "node:fs";
import { Socket } from "node:net";
import { createInterface } from "node:readline";
import { prepareAction } from "./action/prepare-action.ts";
import type { Connection } from "./component/bind.ts";
import { jsonOf } from "./component/json.ts";
import { loadComponent } from "./component/load.ts";
import { toRunError, type RunError } from "./component/run-error.ts";
import { watchConsole } from "./isolation/console-watch.ts";
import { watchFiles } from "./isolation/file-watch.ts";
import { watchHttp } from "./isolation/http-watch.ts";
import { leftovers } from "./isolation/leftovers.ts";
import { stillRunning } from "./isolation/limits.ts";
import { toMegabytes } from "./isolation/memory.ts";
import { perform, type Prepare } from "./isolation/perform.ts";
import { platformEnvironment } from "./isolation/platform-environment.ts";
import type { Job, Report, Tell } from "./isolation/protocol.ts";
import { prepareCatalog, prepareDescription, prepareOptions } from "./isolation/questions.ts";
import { createTeller, tellByDefault } from "./isolation/teller.ts";
import { prepareSource } from "./source/prepare-source.ts";

const channel = 3;

/** Nothing comes on it; it closes when the process that gave the jobs has ended. */
const lifeline = 4;

/** How often the process tells its memory, where no one else can see it. */
const usageMillis = 100;

/** A component may put something else in its place. */
const exit: (code: number) => never = process.exit.bind(process);
const kill = process.kill.bind(process);

/** Nobody would end a run after its time, or hear of its result. */
function endWithParent(): void {
  new Socket({ fd: lifeline, readable: true, writable: false }).on("error", () => undefined).on("close", () => {
    // The process and all that it started are a group.
    kill(process.platform === "win32" ? process.pid : -process.pid, "SIGKILL");
  }).resume().unref();
}

/** Whether a job is under way that has not said how it ended. */
let isPending = false;

let tell: Tell = () => undefined;

/** The files in `/tmp` that the job under way is known to write; those in its folder are found there. */
const written = new Set<string>();

/** Nothing that was told is lost, however the process ends: each report is written before the next step is done. */
function send(report: Report): void {
  if (report.type === "return" || report.type === "error") isPending = false;
  const bytes = Buffer.from(`${JSON.stringify(report)}\n`);
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(channel, bytes, at);
  } catch {
    // Nobody listens any more.
    exit(1);
  }
}

/** After an error that a job cannot catch the process is not to be trusted with another one. */
function failWith(error: RunError): never {
  send({ type: "error", error });
  exit(0);
}

function failSafely(error: unknown): never {
  tell({ type: "error", error: toRunError(error) });
  exit(0);
}

const endedEarly = (how: string): RunError =>
  ({ name: "Error", message: `The component ended its process ${how} before the step was done.`, kind: "component" });

process.on("uncaughtException", failSafely);
process.on("unhandledRejection", failSafely);
process.on("beforeExit", () => {
  if (isPending) failWith({
    name: "Error",
    message: "The component waits for something that never comes: its work is over, but its promise is not settled.",
    kind: "component",
  });
});
process.on("exit", (code) => {
  if (isPending) send({ type: "error", error: endedEarly(`with process.exit(${code})`) });
});

const prepare = (job: Job): Prepare => async (listener) => {
  const connection: Connection = { accounts: job.accounts, environment: process.env };
  const { folder } = job;
  if (job.task === "catalog") return prepareCatalog(job.paths, listener);
  const component = await loadComponent(job.path);
  switch (job.task) {
    case "describe": return prepareDescription(component, job, connection);
    case "options": return prepareOptions(component, job, listener, connection);
    case "action": return prepareAction(component, job, listener, { connection, folder });
    case "source": return prepareSource(component, job, listener, { connection, folder });
  }
};

async function doJob(job: Job): Promise<void> {
  const event = "event" in job ? job.event : undefined;
  isPending = true;
  tell = createTeller(send, event === undefined ? 0 : Buffer.byteLength(jsonOf(event)), failWith);
  tellByDefault(tell);
  written.clear();
  Object.assign(process.env, platformEnvironment(job.path, job.folder), { TMPDIR: job.folder });
  const startedAt = Date.now();
  tell({ type: "begin" });
  const timer = process.platform === "linux" ? undefined : setInterval(() => {
    tell({ type: "usage", millis: Date.now() - startedAt, memoryMegabytes: toMegabytes(process.memoryUsage.rss()) });
  }, usageMillis).unref();
  tell(await perform(prepare(job), tell));
  if (job.task === "action" || job.task === "source") {
    const left = await leftovers();
    if (left.length > 0) tell({ type: "warning", text: `${stillRunning} (${left.join(", ")})` });
  }
  clearInterval(timer);
  send({ type: "done" });
}

endWithParent();
watchConsole();
watchHttp();
watchFiles((path) => {
  if (!path.startsWith("/tmp/") || written.has(path)) return;
  written.add(path);
  tell({ type: "wrote", path });
});
let jobs = Promise.resolve();
createInterface({ input: process.stdin }).on("line", (line) => {
  jobs = jobs.then(() => doJob(JSON.parse(line) as Job));
}).on("close", () => {
  // What a component leaves running does not keep the process.
  void jobs.then(() => exit(0));
});
