/** Asks about a component: what it is, and what its props offer. It is loaded anew for each question. */
import { tmpdir } from "node:os";
import type { Accounts, Environment } from "../component/account.ts";
import type { Component, Json } from "../component/component.ts";
import type { ComponentDescription } from "../component/describe.ts";
import type { OptionsPage, OptionsRequest } from "../component/options.ts";
import type { RunError } from "../component/run-error.ts";
import { RuntimeError } from "../component/runtime-error.ts";
import { standardLimits, type Limits } from "./limits.ts";
import { requestOf, type HttpRequest, type LogLine, type Report } from "./protocol.ts";
import { prepareDescription, prepareOptions } from "./questions.ts";
import { runJob, type Target, type Task, type PrepareTarget } from "./run-job.ts";
import type { Worker } from "./worker.ts";

export interface QuestionOptions {
  /** What the user has filled in so far. */
  props?: Json;
  auth?: Accounts;
  environment?: Environment;
  limits?: Partial<Limits>;
  signal?: AbortSignal;
  isolate?: boolean;
  /** The process for the question, if its caller has one. */
  worker?: Worker | undefined;
}

interface Answer {
  value: unknown;
  error: RunError | null;
  logs: LogLine[];
  requests: HttpRequest[];
}

async function ask(target: Target, task: Task, prepare: PrepareTarget, options: QuestionOptions): Promise<Answer> {
  const { environment = process.env, signal, isolate, worker } = options;
  const answer: Answer = { value: undefined, error: null, logs: [], requests: [] };
  const requests = new Map<number, HttpRequest>();
  const tell = (report: Report) => {
    if (report.type === "return") answer.value = report.value;
    else if (report.type === "error") answer.error ??= report.error;
    else if (report.type === "log") answer.logs.push({ level: report.level, text: report.text, at: report.at });
    else if (report.type === "http") {
      requests.set(report.id, requestOf(report));
    }
  };
  const limits = { ...standardLimits, ...options.limits };
  const folder = environment["STASH_DIR"] || tmpdir();
  await runJob(target, task, prepare, { limits, environment, folder, signal, isolate, worker, tell });
  return { ...answer, requests: [...requests.values()] };
}

const pathOf = (target: Target) => typeof target === "string" ? { path: target } : {};

/**
 * @param options `props` are the values so far, if the props that depend on them are to be described too
 * @throws RuntimeError if it cannot be loaded, has a prop that Pipedream would not take, or its `additionalProps` fails
 */
export async function describeComponent(
  target: Target,
  options: QuestionOptions & { check?: boolean } = {},
): Promise<ComponentDescription> {
  const { props = {}, auth: accounts = {}, environment = process.env, check = false } = options;
  const prepare = (component: Component) =>
    prepareDescription(component, { ...pathOf(target), props, check }, { accounts, environment });
  const { value, error } = await ask(target, { task: "describe", props, accounts, check }, prepare, options);
  if (error !== null) throw new RuntimeError(error.message, error.problems);
  return value as ComponentDescription;
}

export interface OptionsResult extends OptionsPage {
  ok: boolean;
  /** `null` if it succeeded. */
  error: RunError | null;
  logs: LogLine[];
  requests: HttpRequest[];
}

/**
 * What a prop offers. What the component does never makes it reject: the result says so.
 * @throws RuntimeError if there is no such file, no such prop, or the prop offers nothing
 */
export async function propOptions(
  target: Target,
  prop: string,
  options: QuestionOptions & OptionsRequest = {},
): Promise<OptionsResult> {
  const { props = {}, auth: accounts = {}, environment = process.env, page = 0, prevContext = {}, query = "" } = options;
  const request = { page, prevContext, query };
  const { value, error, logs, requests } = await ask(
    target,
    { task: "options", prop, request, props, accounts },
    (component, tell) => prepareOptions(component, { prop, request, props }, tell, { accounts, environment }),
    options,
  );
  if (error?.kind === "use") throw new RuntimeError(error.message, error.problems);
  return { ok: error === null, ...(value ?? { options: [] }) as OptionsPage, error, logs, requests };
}
