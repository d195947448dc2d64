export { loadComponent, type Component } from "./component/component.ts";
export { main, type CommandLineOptions } from "./cli/command-line.ts";
export { listOptions, type Option, type OptionsRequest } from "./component/options.ts";
export { runAction, type RunOptions, type RunResult } from "./action/run-action.ts";
export type { Clock } from "./source/clock.ts";
export type { EmittedEvent } from "./source/event.ts";
export { runSource, type SourceOptions, type SourceResult } from "./source/run-source.ts";
export { RuntimeError } from "./component/runtime-error.ts";
