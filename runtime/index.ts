export { loadComponent, type Component } from "./component.ts";
export { main, type CommandLineOptions } from "./command-line.ts";
export { listOptions, type Option, type OptionsRequest } from "./options.ts";
export { runAction, type RunOptions, type RunResult } from "./run-action.ts";
export { RuntimeError } from "./runtime-error.ts";
