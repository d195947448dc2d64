export { loadComponent, type Component } from "./component.ts";
export { main, type CommandLineOptions } from "./command-line.ts";
export { listOptions, type Option, type OptionsRequest } from "./options.ts";
export { runAction, type RunOptions, type RunResult } from "./run-action.ts";
export type { Clock } from "./clock.ts";
export type { EmittedEvent } from "./emit.ts";
export { runSource, type SourceOptions, type SourceResult } from "./run-source.ts";
export { RuntimeError } from "./runtime-error.ts";
