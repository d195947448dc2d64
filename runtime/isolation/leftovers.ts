/** What a component left running when its step ended. */
import { setTimeout as wait } from "node:timers/promises";

/** What Node keeps for itself, or waits for anyway. */
const ofNode = new Set(["PipeWrap", "TTYWrap", "MessagePort", "Immediate"]);

const words: Readonly<Record<string, string>> = {
  Timeout: "a timer",
  TCPServerWrap: "an open server",
  TCPSocketWrap: "an open connection",
  TLSWrap: "an open connection",
  FSReqCallback: "a file operation",
  FSReqPromise: "a file operation",
  ProcessWrap: "a process",
  GetAddrInfoReqWrap: "a look-up of a host",
};

/** How long the last work of a step may take before it counts as left running. */
const graceMillis = 250;

const stepMillis = 10;

const active = (): string[] => process.getActiveResourcesInfo().filter((name) => !ofNode.has(name));

/** @returns what is still running after a moment, in words */
export async function leftovers(): Promise<string[]> {
  // The wait itself is a timer that is under way while it is looked at.
  for (let waited = 0; waited < graceMillis; waited += stepMillis) {
    await new Promise((resolve) => setImmediate(resolve));
    if (active().length === 0) return [];
    await wait(stepMillis);
  }
  await new Promise((resolve) => setImmediate(resolve));
  return [...new Set(active().map((name) => words[name] ?? name))];
}
