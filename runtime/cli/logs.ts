/** What a component logs. */
import { format } from "node:util";
import type { Output } from "./report.ts";

/** What a component logs is not its result, so it goes to another stream while it runs. */
export async function withLogsOn<T>(stream: Output["stderr"], task: () => Promise<T>): Promise<T> {
  const { log, info, debug } = console;
  const write = (...args: unknown[]) => void stream.write(`${format(...args)}\n`);
  Object.assign(console, { log: write, info: write, debug: write });
  try {
    return await task();
  } finally {
    Object.assign(console, { log, info, debug });
  }
}
