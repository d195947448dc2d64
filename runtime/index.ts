/** Runs Pipedream components on your own machine. */
export { runAction, type CommonOptions, type RunOptions } from "./action/run-action.ts";
export type { Outcome, RunEvent, RunResult, Usage, Waiting } from "./action/result.ts";
export type { Accounts, Environment } from "./component/account.ts";
export type { App, Component, Json, Kind } from "./component/component.ts";
export type { ComponentDescription, PropDescription } from "./component/describe.ts";
export { loadComponent, LoadError } from "./component/load.ts";
export type { Option, OptionsPage, OptionsRequest } from "./component/options.ts";
export { createRedactor, secretsOf, type Redactor } from "./component/redact.ts";
export type { ErrorKind, RunError } from "./component/run-error.ts";
export { RuntimeError, type Problem } from "./component/runtime-error.ts";
export { describeComponent, propOptions, type OptionsResult, type QuestionOptions } from "./isolation/ask.ts";
export { standardLimits, type Limits } from "./isolation/limits.ts";
export type { EmittedEvent, HttpRequest, LogLevel, LogLine, PlatformCall, PublicReport } from "./isolation/protocol.ts";
export type { Target } from "./isolation/run-job.ts";
export { systemClock, type Clock } from "./source/clock.ts";
export { runSource, type SourceOptions } from "./source/run-source.ts";
export type { SourceEvent, SourceResult } from "./source/source-result.ts";
export { main, type CommandLineOptions } from "./cli/command-line.ts";
