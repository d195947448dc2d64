/** Sources by what runs them: cron, HTTP, both, by hand; and what happens when one breaks. */
import { expect, test } from "@jest/globals";
import { join } from "node:path";
import { runSource, type SourceEvent, type SourceOptions } from "pipedream-local-runtime";
import { createFakeClock } from "../support/fake-clock.ts";

const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== "STASH_DIR"));

const run = (name: string, options: SourceOptions = {}) =>
  runSource(join(process.cwd(), `test/fixtures/styles/sources/${name}.mjs`), { isolate: false, environment, ...options });

const summaries = ({ events }: { events: { summary?: string }[] }) => events.map(({ summary }) => summary);

/** Sends requests to a source as soon as it listens. */
const sending = (task: (endpoint: string) => Promise<void>) => (event: SourceEvent) => {
  if (event.type === "listening") void task(event.endpoint);
};

test("a cron expression runs a source at once, and then when it says, in UTC", async () => {
  const { ok, events } = await run("cron", { times: 3, clock: createFakeClock() });
  expect(ok).toBe(true);
  // The clock of the test begins on a Friday.
  expect(events.map(({ ts }) => new Date(ts).toISOString()))
    .toStrictEqual(["2027-01-15T08:00:00.000Z", "2027-01-18T09:00:00.000Z", "2027-01-25T09:00:00.000Z"]);
  expect(events[1]?.event).toMatchObject({ event: { cron: "0 9 * * 1" }, timer: { cron: "0 9 * * 1" } });
});

test("an HTTP source answers at a real address: by itself, 200 if it says nothing, 413 above 512 KB", async () => {
  const answers: unknown[] = [];
  const { ok, events, db } = await run("http", {
    times: 3,
    onEvent: sending(async (endpoint) => {
      const post = (path: string, body: string) =>
        fetch(`${endpoint}${path}`, { method: "POST", headers: { "content-type": "application/json" }, body });
      answers.push((await post("/", "x".repeat(512 * 1024 + 1))).status);
      const teapot = await post("/teapot?a=1", "{\"b\":2}");
      answers.push(teapot.status, teapot.headers.get("x-tea"), await teapot.json());
      answers.push((await post("/fail", "")).status);
      answers.push((await post("/", "x".repeat(512 * 1024))).status);
    }),
  });
  expect(answers).toStrictEqual([413, 418, "green", { tea: true }, 500, 200]);
  expect(ok).toBe(true);
  expect(events[0]?.event).toMatchObject({
    method: "POST", path: "/teapot", query: { a: "1" }, headers: { "content-type": "application/json" }, bodyRaw: "{\"b\":2}", body: { b: 2 },
  });
  expect(db["endpoint"]).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

test("a timer and an HTTP interface run one source both", async () => {
  const result = await run("both", { times: 2, onEvent: sending(async (endpoint) => {
    await fetch(endpoint, { method: "PUT" });
  }) });
  expect(summaries(result).sort()).toStrictEqual(["PUT", "timer"]);
});

test("a source without an interface is run by hand, and one without run by its hooks", async () => {
  expect((await run("by-hand")).events).toMatchObject([{ event: { message: "hello world!" } }]);
  expect(summaries(await run("no-run"))).toStrictEqual(["deployed"]);
});

test("one run with an event calls no hook", async () => {
  expect(await run("http", { event: { method: "POST", path: "/given" } })).toMatchObject({ runs: 1, db: {}, events: [{ summary: "POST /given" }] });
});

test("interfaces may come from additionalProps", async () => {
  const { events } = await run("dynamic-interface", { props: { mode: "http" }, times: 1, onEvent: sending(async (endpoint) => {
    await fetch(`${endpoint}/x`);
  }) });
  expect(events[0]?.event).toMatchObject({ path: "/x", endpoint: expect.stringContaining("127.0.0.1") as unknown });
});

test("an app hook gets its events at an address too", async () => {
  const { events } = await run("apphook", { times: 1, onEvent: sending(async (endpoint) => {
    await fetch(endpoint, { method: "POST", body: "{}" });
  }) });
  expect(events).toMatchObject([{ summary: "created" }]);
});

test("a run that ends its process, or never ends, is followed by the next one; what it emitted and kept stays", async () => {
  const errors: string[] = [];
  const { ok, events, db } = await run("unstable", {
    isolate: true,
    times: 3,
    intervalSeconds: 0.01,
    limits: { timeoutMillis: 1500 },
    onEvent(event) {
      if (event.type === "stop" && event.error !== null) errors.push(event.error.name + (event.error.name === "Error" ? event.error.message : ""));
    },
  });
  expect(errors).toStrictEqual(["ErrorThe component ended its process with process.exit(1) before the step was done.", "Timeout"]);
  expect({ ok, db }).toStrictEqual({ ok: true, db: { run: 3 } });
  expect(summaries({ events })).toStrictEqual(["Run 1", "Run 2", "Run 3"]);
});
