/** Makes an action fail by what a host answers, and checks what must hold of every failure. */
import { expect } from "@jest/globals";
import type { ServerResponse } from "node:http";
import { inspect } from "node:util";
import { failAction, testKey } from "./binder.ts";
import { startServer } from "./server.ts";

/** The key is in nothing that a log would show of an error: the stack, the fields, and whatever hangs on them. */
export function expectNoKey(error: Error, key = testKey): void {
  expect(`${error.stack ?? ""}${inspect(error, { depth: 10, showHidden: true })}`).not.toContain(key);
}

interface Failing {
  action?: string;
  key?: string;
  props?: object;
}

/** The host sees one request; its address is `HOST` in the message. */
export async function failWith(
  answer: (response: ServerResponse) => void,
  { action = "text-to-image", key = testKey, props }: Failing = {},
) {
  const server = await startServer(answer);
  const error = await failAction(action, { prompt: "A lighthouse on a cliff", ...props }, { key });
  expect(server.requests).toHaveLength(1);
  expect(error.name).toBe("StabilityError");
  expectNoKey(error, key);
  return { message: error.message.replaceAll(server.url, "HOST"), error };
}
