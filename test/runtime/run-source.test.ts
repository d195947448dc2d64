/** The life of a source: hooks, polls, what is remembered, and what happens when something fails. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadComponent, runSource, type EmittedEvent, type SourceEvent, type SourceOptions } from "pipedream-local-runtime";
import { createFakeClock } from "../support/fake-clock.ts";
import { usePicturesFolder } from "../support/folder.ts";

const newDream = await loadComponent(join(process.cwd(), "test/fixtures/dreamapp/sources/new-dream/new-dream.mjs"));

const folder = usePicturesFolder();
const dbPath = () => join(folder.path(), "state/dream.json");

let calls: string[] = [];
beforeEach(() => {
  calls = [];
});

const environment = { DREAM_APP_API_KEY: "key-1" };

async function dream(options: SourceOptions = {}, failAt: string[] = [], component = newDream) {
  const events: EmittedEvent[] = [];
  const errors: string[] = [];
  const warnings: string[] = [];
  const running = runSource(component, {
    props: { mood: "calm", failAt },
    environment,
    times: 2,
    clock: createFakeClock(),
    onEvent(happening: SourceEvent) {
      if (happening.type === "log") calls.push(happening.text);
      if (happening.type === "emit") events.push(happening.event);
      if (happening.type === "warning") warnings.push(happening.text);
      if (happening.type === "stop" && happening.error !== null) errors.push(happening.error.message);
    },
    ...options,
  });
  const outcome = await running.then(({ ok, runs }) => ({ ok, runs }), (error: unknown) => (error as Error).message);
  return { outcome, events, errors, warnings };
}

test("a source is deployed, started, polled as often as asked, and stopped", async () => {
  const { outcome, events } = await dream({ times: 3, intervalSeconds: 5, props: { mood: "wild", times: 7 } });
  expect(outcome).toStrictEqual({ ok: true, runs: 3 });
  expect(calls).toStrictEqual(["deploy", "activate", "1", "2", "3", "deactivate"]);
  expect(events).toHaveLength(3);
  expect(events[2]).toStrictEqual({
    id: "dream-3",
    summary: "Dream 3",
    ts: 3,
    event: {
      poll: 3,
      mood: "wild",
      times: 7,
      key: "key-1",
      timer: { type: "$.interface.timer", intervalSeconds: 5 },
      event: { timestamp: 1_800_000_010, interval_seconds: 5 },
    },
  });
});

test("the timer's own interval is taken where none is given", async () => {
  const clock = createFakeClock();
  const { events } = await dream({ clock });
  expect(clock.slept).toStrictEqual([900_000]);
  expect(events[0]?.event).toMatchObject({ event: { interval_seconds: 900 } });
});

describe("between runs", () => {
  test("the db and the seen ids are kept, and deploy is called once", async () => {
    await dream({ dbPath: dbPath() });
    calls = [];
    const { events } = await dream({ dbPath: dbPath() });
    expect(calls).toStrictEqual(["activate", "3", "4", "deactivate"]);
    expect(events.map(({ id }) => id)).toStrictEqual(["dream-3", "dream-4"]);
    expect(JSON.parse(await readFile(dbPath(), "utf8"))).toStrictEqual({
      key: "dreamapp-new-dream",
      db: { polls: 4, calls: ["deploy", "activate", "1", "2", "deactivate", "activate", "3", "4", "deactivate"] },
      seen: ["dream-1", "dream-2", "dream-3", "dream-4"],
    });
  });

  test("nothing is left beside the file", async () => {
    await dream({ dbPath: join(folder.path(), "dream.json") });
    expect(await folder.files()).toStrictEqual(["dream.json"]);
  });

  test("without a file each run is a deployment of its own", async () => {
    expect((await dream()).events).toStrictEqual((await dream()).events);
    expect(calls.filter((call) => call === "deploy")).toHaveLength(2);
  });

  test("what an event's receiver has seen is not lost when the process is killed in the next poll", async () => {
    await dream({ dbPath: dbPath(), times: 1 });
    let kept = "";
    const clock = createFakeClock(async () => {
      kept = await readFile(dbPath(), "utf8");
    });
    await dream({ dbPath: dbPath(), times: 2, clock });
    expect(JSON.parse(kept)).toMatchObject({ db: { polls: 2 }, seen: ["dream-1", "dream-2"] });
  });

  test.each([
    ["no JSON", "dream"],
    ["something else", JSON.stringify({ key: "dreamapp-new-dream", db: [], seen: [] })],
    ["ids that are none", JSON.stringify({ key: "dreamapp-new-dream", db: {}, seen: [1] })],
  ])("a file that is damaged and holds %s is kept aside with a word, and the source begins anew", async (_name, text) => {
    const path = join(folder.path(), "dream.json");
    await writeFile(path, text);
    const { outcome, warnings } = await dream({ dbPath: path });
    expect(outcome).toStrictEqual({ ok: true, runs: 2 });
    expect(calls[0]).toBe("deploy");
    const [aside = ""] = (await readdir(folder.path())).filter((name) => name.startsWith("dream.json.damaged-"));
    expect(await readFile(join(folder.path(), aside), "utf8")).toBe(text);
    expect(warnings[0]).toContain(aside);
  });

  test("a file that holds the db of another source is refused, and stays", async () => {
    const path = join(folder.path(), "dream.json");
    const text = JSON.stringify({ key: "dreamapp-other", db: {}, seen: [] });
    await writeFile(path, text);
    expect((await dream({ dbPath: path })).outcome)
      .toBe(`${path} holds the db of dreamapp-other, and not of dreamapp-new-dream. Name another file.`);
    expect(await readFile(path, "utf8")).toBe(text);
    expect(calls).toStrictEqual([]);
  });

  test("a second process is refused while the first one uses the file; a lock that was left behind does not count", async () => {
    const path = dbPath();
    await dream({ dbPath: path });
    await writeFile(`${path}.lock`, `${process.ppid}\n`);
    expect((await dream({ dbPath: path })).outcome)
      .toBe(`${path} is in use by process ${process.ppid}. Stop it, or name another file.`);
    await writeFile(`${path}.lock`, "999999999\n");
    expect((await dream({ dbPath: path })).outcome).toStrictEqual({ ok: true, runs: 2 });
  });

  test("a file that cannot be read, or written, ends the run with the reason", async () => {
    expect((await dream({ dbPath: folder.path() })).outcome).toMatch(/^The db cannot be read: EISDIR/);
    await writeFile(join(folder.path(), "file"), "");
    const { outcome } = await dream({ dbPath: join(folder.path(), "file/dream.json") });
    expect(outcome).toMatch(/^The db cannot be kept: ENOTDIR/);

    const long = join(folder.path(), "x".repeat(253));
    expect((await dream({ dbPath: long })).outcome).toMatch(/^The db cannot be kept: ENAMETOOLONG/);
    expect(calls).toStrictEqual([]);
  });
});

describe("a failure", () => {
  test("of a poll is told, and the next poll comes; what it had emitted and kept stays so", async () => {
    const { outcome, events, errors } = await dream({ times: 3, dbPath: dbPath() }, ["2"]);
    expect(outcome).toStrictEqual({ ok: true, runs: 3 });
    expect(errors).toStrictEqual(["2 said no."]);
    expect(events.map(({ id }) => id)).toStrictEqual(["dream-1", "dream-2", "dream-3"]);
  });

  test("of the last poll shows in the result", async () => {
    const { outcome, errors } = await dream({ times: 2, dbPath: dbPath() }, ["2"]);
    expect(outcome).toStrictEqual({ ok: false, runs: 2 });
    expect(errors).toStrictEqual(["2 said no."]);
    expect(JSON.parse(await readFile(dbPath(), "utf8"))).toMatchObject({ seen: ["dream-1", "dream-2"] });
  });

  test("of deploy ends the run after deactivate, and the next start deploys again", async () => {
    expect(await dream({ dbPath: dbPath() }, ["deploy"]))
      .toMatchObject({ outcome: { ok: false, runs: 0 }, errors: ["deploy said no."] });
    expect(calls).toStrictEqual(["deploy", "deactivate"]);
    await dream({ dbPath: dbPath(), times: 1 });
    expect(calls.slice(2)).toStrictEqual(["deploy", "activate", "1", "deactivate"]);
  });

  test("of activate ends the run after deactivate; the source is deployed all the same", async () => {
    expect(await dream({ dbPath: dbPath() }, ["activate"]))
      .toMatchObject({ outcome: { ok: false, runs: 0 }, errors: ["activate said no."] });
    expect(calls).toStrictEqual(["deploy", "activate", "deactivate"]);
    await dream({ dbPath: dbPath(), times: 1 });
    expect(calls.slice(3)).toStrictEqual(["activate", "1", "deactivate"]);
  });

  test("of deactivate ends the run; after another failure both are said", async () => {
    expect(await dream({}, ["deactivate"])).toMatchObject({ outcome: { ok: false, runs: 2 }, errors: ["deactivate said no."] });
    const { outcome, errors } = await dream({}, ["activate", "deactivate"]);
    expect(outcome).toStrictEqual({ ok: false, runs: 0 });
    expect(errors).toStrictEqual(["activate said no.", "deactivate said no."]);
  });
});

test("a source without hooks, methods and memory runs too", async () => {
  const plain = { name: "Plain", props: { timer: newDream.props?.["timer"] }, run: () => undefined };
  expect((await dream({ props: {} }, [], plain)).outcome).toStrictEqual({ ok: true, runs: 2 });
});

describe("a signal stops the source", () => {
  test("while it waits, and without a trace of the wait", async () => {
    const controller = new AbortController();
    // By the system's clock, which would wait for three weeks.
    const running = runSource(newDream, {
      props: { mood: "calm" },
      environment,
      signal: controller.signal,
      intervalSeconds: 2_000_000,
      onEvent(happening) {
        if (happening.type === "log") calls.push(happening.text);
        if (happening.type === "emit") setImmediate(() => {
          controller.abort();
        });
      },
    });
    expect(await running).toMatchObject({ ok: true, runs: 1 });
    expect(calls.at(-1)).toBe("deactivate");
  });

  test("before the first poll", async () => {
    const { outcome } = await dream({ signal: AbortSignal.abort() });
    expect(outcome).toStrictEqual({ ok: true, runs: 0 });
    expect(calls).toStrictEqual(["deploy", "activate", "deactivate"]);
  });
});

describe("the beat", () => {
  /** The seconds after the start at which polls come that take so long each. */
  async function beatsOf(...durations: number[]) {
    const clock = createFakeClock();
    const startedAt = clock.now();
    const at: number[] = [];
    const source = {
      ...newDream,
      hooks: {},
      run() {
        at.push((clock.now() - startedAt) / 1000);
        clock.advance((durations[at.length - 1] ?? 0) * 1000);
      },
    };
    await dream({ clock, intervalSeconds: 10, times: durations.length }, [], source);
    return at;
  }

  test("does not drift by what a poll takes", async () => {
    expect(await beatsOf(3, 9.999, 1, 0)).toStrictEqual([0, 10, 20, 30]);
  });

  test("leaves out what a long poll missed, and comes at once if it is due", async () => {
    expect(await beatsOf(25, 10, 0, 0)).toStrictEqual([0, 30, 40, 50]);
  });

  test("waits no longer than an interval when the clock is set back", async () => {
    const clock = createFakeClock();
    const setBack = () => {
      clock.advance(-3_600_000);
    };
    const source = { ...newDream, hooks: {}, run: setBack };
    await dream({ clock, intervalSeconds: 10, times: 3 }, [], source);
    expect(clock.slept).toStrictEqual([10_000, 10_000]);
  });
});

describe("what cannot run is refused before anything happens", () => {
  const { props = {} } = newDream;
  const cron = { type: "$.interface.timer", default: { cron: "0 0 * *" } };

  test.each<[string, SourceOptions, typeof newDream, string]>([
    ["an action", {}, { ...newDream, type: "action" }, "dreamapp-new-dream is an action, not a source."],
    ["a wrong cron expression", {}, { ...newDream, props: { ...props, timer: cron } },
      "The cron expression \"0 0 * *\" cannot be read: CronPattern: invalid configuration format ('0 0 * *'), exactly five, six, or seven space separated parts are required."],
    ["interval 0", { intervalSeconds: 0 }, newDream, "The interval must be above 0 and at most 2147483 seconds, but is 0."],
    ["a long interval", { intervalSeconds: 2_147_484 }, newDream,
      "The interval must be above 0 and at most 2147483 seconds, but is 2147484."],
    ["no number", { intervalSeconds: NaN }, newDream,
      "The interval must be above 0 and at most 2147483 seconds, but is NaN."],
    ["no polls", { times: 0 }, newDream, "The number of runs must be a whole number from 1, but is 0."],
    ["half a poll", { times: 1.5 }, newDream, "The number of runs must be a whole number from 1, but is 1.5."],
    ["missing values", { props: { nmae: 1 } }, newDream,
      "New Dream cannot run with these values:\n- nmae: there is no such prop\n- mood: is required (Mood)"],
    ["an unknown strategy", {}, { ...newDream, dedupe: "first" },
      "dedupe must be one of unique, greatest, last, but is \"first\"."],
  ])("%s", async (_name, options, component, reason) => {
    expect((await dream(options, [], component)).outcome).toBe(reason);
    expect(calls).toStrictEqual([]);
  });

  test("the longest interval and one poll are taken", async () => {
    expect((await dream({ intervalSeconds: 2_147_483, times: 1 })).outcome).toMatchObject({ runs: 1 });
  });
});
