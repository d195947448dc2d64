/** What a command has at hand. */
import type { Accounts, Environment } from "../component/account.ts";
import type { Limits } from "../isolation/limits.ts";
import type { Worker } from "../isolation/worker.ts";
import type { Output } from "./output.ts";

export interface Setting {
  output: Output;
  /** How the command is called, as help shows it. */
  command: string;
  /** Where components are looked for. */
  folder: string;
  environment: Environment;
  accounts: Accounts;
  /** Limits where the user says none. */
  limits: Limits;
  /** A process with these limits, for everything that one command asks of a component. */
  worker: Worker;
  /** Whether the command is run again when a file changes, by whoever gave it this setting. */
  isWatched: boolean;
}

/** The process at hand, unless the user wants other limits than it has. */
export function workerFor({ worker, limits }: Setting, wanted: Limits): { worker?: Worker } {
  const isRight = wanted.timeoutMillis === limits.timeoutMillis && wanted.memoryMegabytes === limits.memoryMegabytes;
  return isRight ? { worker } : {};
}
