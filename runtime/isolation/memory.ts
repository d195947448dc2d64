/** How much memory another process takes. */
import { readFileSync } from "node:fs";

const megabyte = 1024 * 1024;

export const toMegabytes = (bytes: number): number => Math.round(bytes / megabyte * 10) / 10;

/** @returns `undefined` where the system does not say it in a file; the process then tells it itself */
export function megabytesOf(pid: number): number | undefined {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return kilobytes === undefined ? undefined : toMegabytes(Number(kilobytes) * 1024);
  } catch {
    return undefined;
  }
}
