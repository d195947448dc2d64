/** Runs a job where its caller wants it: in a process of its own, or here. */
import type { Environment } from "../component/account.ts";
import type { Component } from "../component/component.ts";
import { fileOf, loadComponent } from "../component/load.ts";
import { runHere } from "./in-process.ts";
import type { Limits } from "./limits.ts";
import type { Job, Tell } from "./protocol.ts";
import { openWorker, type JobOptions, type JobUsage, type Worker } from "./worker.ts";

/** The path of a component's file, or the component itself, which cannot leave this process. */
export type Target = string | Component;

/** Of each kind of job, all but what is said of its place. */
type WithoutPlace<T> = T extends unknown ? Omit<T, "path" | "folder"> : never;

export type Task = WithoutPlace<Job>;

export type PrepareTarget = (component: Component, tell: Tell) => Promise<() => unknown>;

export interface Place extends JobOptions {
  limits: Limits;
  environment: Environment;
  /** What the component finds as STASH_DIR. */
  folder: string;
  /** Whether a path gets a process of its own; yes by default. */
  isolate?: boolean | undefined;
  /** The process for the job, if its caller has one; otherwise the job gets a new one. */
  worker?: Worker | undefined;
}

/**
 * @param prepare does here what the process would do
 * @throws RuntimeError if there is no such file
 */
export async function runJob(target: Target, task: Task, prepare: PrepareTarget, place: Place): Promise<JobUsage> {
  const { limits, environment, folder, isolate, worker } = place;
  if (typeof target === "string" && isolate !== false) {
    const job: Job = { ...task, path: fileOf(target), folder };
    if (worker !== undefined) return worker.run(job, place);
    const own = openWorker(limits, environment);
    try {
      return await own.run(job, place, true);
    } finally {
      own.close();
    }
  }
  return runHere(async (tell) => {
    const component = typeof target === "string" ? await loadComponent(target) : target;
    return prepare(component, tell);
  }, { ...place, path: typeof target === "string" ? fileOf(target) : "" });
}
