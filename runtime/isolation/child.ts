/** A process of its own for components: it does one job after another, each within its limits. */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { Socket } from "node:net";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { Environment } from "../component/account.ts";
import { distFile } from "../component/dist-file.ts";
import type { RunError } from "../component/run-error.ts";
import { RuntimeError } from "../component/runtime-error.ts";
import type { Limits } from "./limits.ts";
import { memoryError } from "./limits.ts";
import type { LogLevel, Report, Tell } from "./protocol.ts";

/** How a process ended. */
export interface Exit {
  code: number | null;
  /** What V8 wrote when it ran out of memory. */
  noise: readonly string[];
}

export interface Child {
  pid: number | undefined;
  /** @param isLast whether no other job follows: only then it shows that a component waits for what never comes */
  send: (job: unknown, isLast: boolean) => void;
  /** Ends it at once, with all that it started. */
  kill: () => void;
  /** When it has ended, and everything that it told has been told. */
  ended: Promise<Exit>;
}

/** The channel on which the process tells; its console is for the component. */
const channel = 3;

/** Streams that something else keeps open are not waited for longer. */
const drainMillis = 500;

const alive = new Set<Child>();

process.on("exit", () => {
  for (const child of alive) child.kill();
});

/** The process with all that it started: they are a group, which may outlive it. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    // Nothing of it is left.
  }
}

/**
 * Ends the group when this process ends in any way, even where the other one is in an endless loop and notices nothing.
 * @returns what ends the watch
 */
function watchOver(pid: number | undefined): () => void {
  if (pid === undefined || process.platform === "win32") return () => undefined;
  // Its stdin is closed by the system when this process is gone.
  const watcher = spawn("/bin/sh", ["-c", "read -r _; kill -9 \"-$1\"", "sh", String(pid)], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  // Without it a loop of an orphan goes on, which is no reason not to run.
  watcher.on("error", () => undefined);
  watcher.unref();
  if (watcher.stdin instanceof Socket) watcher.stdin.unref();
  return () => watcher.kill("SIGKILL");
}

/** The heap is smaller than the limit, because the process needs memory beside it too. */
const heapMegabytes = ({ memoryMegabytes }: Limits) => Math.max(32, Math.round(memoryMegabytes * 0.8));

function spawnNode(limits: Limits, environment: Environment): ChildProcess {
  const entry = distFile("child.mjs");
  if (!existsSync(entry)) throw new RuntimeError(`The runtime is not built: there is no ${entry}.`);
  const flags = [`--max-old-space-size=${heapMegabytes(limits)}`, "--no-warnings", "--stack-trace-limit=30"];
  return spawn(process.execPath, [...flags, entry], {
    env: { ...environment, PIPEDREAM_LOCAL: "1" },
    // The last one is closed by the system when this process ends in any way, and ends the other one.
    stdio: ["pipe", "pipe", "pipe", "pipe", "pipe"],
    detached: process.platform !== "win32",
    windowsHide: true,
  });
}

/** What V8 writes when it runs out of memory is no log of the component. */
const isNoiseOfV8 = (line: string) =>
  /^(<--- |\[\d+:|FATAL ERROR|-----|\s*\d+: 0x|Security context|\s*$|Aborted)/.test(line);

function readLines(stream: unknown, onLine: (line: string) => void): Promise<void> {
  return new Promise((resolve) => {
    if (stream instanceof Readable) createInterface({ input: stream }).on("line", onLine).on("close", resolve);
    else resolve();
  });
}

/** @param tell gets all that the process tells, and what it writes to its streams */
export function startChild(limits: Limits, environment: Environment, tell: Tell): Child {
  const child = spawnNode(limits, environment);
  const endWatch = watchOver(child.pid);
  const noise: string[] = [];
  const log = (level: LogLevel) => (text: string) => {
    if (level === "error" && isNoiseOfV8(text)) noise.push(text);
    else tell({ type: "log", level, text, at: Date.now() });
  };
  const read = Promise.all([
    readLines(child.stdout, log("log")),
    readLines(child.stderr, log("error")),
    // The reports come as lines of JSON.
    readLines(child.stdio[channel], (line) => {
      tell(JSON.parse(line) as Report);
    }),
  ]);
  for (const stream of [child.stdin, child.stdio[4]]) stream?.on("error", () => undefined);
  const exit = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      resolve(signal === "SIGABRT" ? 134 : code);
    });
  });
  const one: Child = {
    pid: child.pid,
    send(job, isLast) {
      const line = `${JSON.stringify(job)}\n`;
      if (isLast) child.stdin?.end(line);
      else child.stdin?.write(line);
    },
    kill: () => {
      killGroup(child);
    },
    ended: exit.then(async (code) => {
      endWatch();
      alive.delete(one);
      killGroup(child);
      await Promise.race([read, new Promise((resolve) => setTimeout(resolve, drainMillis))]);
      return { code, noise };
    }),
  };
  alive.add(one);
  one.ended.catch(() => undefined);
  return one;
}

/** Why a process ended that did not say its last word. */
export function reasonOf({ code, noise }: Exit, limits: Limits): RunError {
  if (noise.some((line) => /heap|memory/i.test(line)) || code === 134) return memoryError(limits);
  return {
    name: "Error",
    message: code === null ? "The process of the component was ended from outside."
      : `The component ended its process with exit code ${code} before the step was done.`,
    kind: "component",
  };
}
