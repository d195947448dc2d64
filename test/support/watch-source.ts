/** Runs a built source in the runtime, against a host that answers as a test says. */
import { expect } from "@jest/globals";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { loadComponent, runSource, type EmittedEvent, type SourceOptions } from "pipedream-local-runtime";
import { createFakeClock } from "./fake-clock.ts";
import { json, startServer } from "./server.ts";

export type Answer = (response: ServerResponse) => void;

/** Runs a source for a number of polls, of which there is one more at its first start: the one of the deployment. */
export async function runBuilt(name: string, options: SourceOptions, key = "sk-emulator-sources") {
  const component = await loadComponent(join(process.cwd(), `components/dreamstudio/sources/${name}/${name}.mjs`));
  const events: EmittedEvent[] = [];
  const errors: string[] = [];
  const { ok } = await runSource(component, {
    environment: { DREAMSTUDIO_API_KEY: key },
    clock: createFakeClock(),
    onEvent(happening) {
      if (happening.type === "emit") events.push(happening.event);
      if (happening.type === "stop" && happening.error !== null) errors.push(happening.error.message);
    },
    ...options,
  });
  return { events, errors, isLastPollFine: ok };
}

/** Runs a source whose polls get these answers: one each, and one that may pass as often as it is asked for again. */
export async function watch(name: string, answers: readonly Answer[], options: SourceOptions = {}) {
  const attempts = answers.flatMap((answer) => passing.has(answer) ? [answer, answer, answer, answer] : [answer]);
  let count = 0;
  const server = await startServer((response) => {
    const answer = attempts[count] ?? refusal;
    count += 1;
    answer(response);
  });
  const outcome = await runBuilt(name, { times: answers.length - 1, ...options });
  expect(server.requests).toHaveLength(attempts.length);
  return outcome;
}

export const summaries = ({ events }: { events: EmittedEvent[] }) => events.map(({ summary }) => summary);

export const engine = (id: string) => ({ id, name: id.toUpperCase(), description: `Draws ${id}`, type: "PICTURE" });
export const engines = (...ids: string[]) => json(200, ids.map(engine));
export const credits = (amount: number) => json(200, { credits: amount });

export const refusal = json(401, { id: "1", name: "unauthorized", message: "No." });

const serverFault = json(500, { id: "1", name: "server_error", message: "No." });
const halfAnAnswer: Answer = (response) => {
  response.writeHead(200, { "Content-Length": 100 }).write("[", () => response.destroy());
};
const brokenConnection: Answer = (response) => {
  response.destroy();
};

/** Faults after which reading is repeated. */
const passing: ReadonlySet<Answer> = new Set([serverFault, halfAnAnswer, brokenConnection]);

/** What is no answer to a question for engines or credits. */
export const faults: readonly (readonly [name: string, answer: Answer])[] = [
  ["a server fault", serverFault],
  ["a wrong key", refusal],
  ["a page", (response) => response.writeHead(200, { "Content-Type": "text/html" }).end("<html></html>")],
  ["nothing", (response) => response.writeHead(200).end()],
  ["something else", json(200, { models: [] })],
  ["half an answer", halfAnAnswer],
  ["a broken connection", brokenConnection],
];
