/** The process of one run. */
import { format } from "node:util";
import { runAction } from "../../action/run-action.ts";
import { isObject, loadComponent } from "../../component/component.ts";
import { messageOf } from "../../component/runtime-error.ts";
import type { Json, LogLine } from "../protocol.ts";
import type { Outcome } from "./runner.ts";

const startedAt = Date.now();
const levels = ["log", "info", "debug", "warn", "error"] as const;
const send = (message: object) => process.send?.(message);

for (const level of levels) {
  console[level] = (...args: unknown[]) => {
    const line: LogLine = { level, text: format(...args), at: Date.now() - startedAt };
    send({ kind: "log", line });
  };
}

const toError = (error: unknown) => ({
  name: isObject(error) && typeof error["name"] === "string" ? error["name"] : "Error",
  message: messageOf(error),
  ...isObject(error) && typeof error["stack"] === "string" && { stack: error["stack"] },
});

interface Order {
  path: string;
  values: Json;
  timeoutMillis: number;
}

async function run({ path, values, timeoutMillis }: Order): Promise<Outcome> {
  try {
    const component = await loadComponent(path);
    const { exports, returnValue, calls, files } = await runAction(component, { values, timeoutMillis });
    return { ok: true, exports, returnValue, calls, files };
  } catch (error) {
    return { ok: false, exports: {}, calls: [], files: [], error: toError(error) };
  }
}

process.once("message", (order: Order) => {
  void run(order).then((outcome) => {
    process.send?.({ kind: "done", outcome }, () => {
      process.exit();
    });
  });
});
