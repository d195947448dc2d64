/** `this.$emit`, the order of events, and the three strategies that tell new events from known ones. */
import { describe, expect, test } from "@jest/globals";
import { join } from "node:path";
import { loadComponent, runSource, type EmittedEvent } from "pipedream-local-runtime";
import { createFakeClock } from "../support/fake-clock.ts";
import { usePicturesFolder } from "../support/folder.ts";

const newDream = await loadComponent(join(process.cwd(), "test/fixtures/dreamapp/sources/new-dream/new-dream.mjs"));

const folder = usePicturesFolder();

interface Emitting {
  $emit(event: unknown, metadata?: unknown): void;
}

/** Runs a source that emits one list of events (each with its metadata) at each poll. */
async function emit(dedupe: string | undefined, polls: readonly (readonly [unknown, unknown?][])[], dbPath?: string) {
  let poll = 0;
  const perPoll: EmittedEvent[][] = polls.map(() => []);
  const errors: string[] = [];
  const source = {
    ...newDream,
    dedupe,
    hooks: {},
    run(this: Emitting) {
      poll += 1;
      for (const [event, metadata] of polls[poll - 1] ?? []) this.$emit(event, metadata);
    },
  };
  await runSource(source, {
    props: { mood: "calm" },
    times: polls.length,
    dbPath,
    clock: createFakeClock(),
    onEvent(happening) {
      if (happening.type === "emit") perPoll[poll - 1]?.push(happening.event);
      if (happening.type === "stop" && happening.error !== null) errors.push(happening.error.message);
    },
  });
  return { perPoll, errors };
}

type Id = string | number | [id: string, ts: number];

/** The ids that come through, poll by poll, of events that have nothing else, or a time too. */
async function ids(dedupe: string | undefined, polls: readonly (readonly Id[])[], path?: string) {
  const metadata = (id: Id) => Array.isArray(id) ? { id: id[0], ts: id[1] } : { id };
  const { perPoll, errors } = await emit(dedupe, polls.map((poll) => poll.map((id) => [{}, metadata(id)])), path);
  expect(errors).toStrictEqual([]);
  return perPoll.map((events) => events.map(({ id }) => id));
}

test("an event comes with its metadata, through JSON, and with the time of its poll if it gives none", async () => {
  const event = { date: new Date(0), none: undefined };
  const { perPoll: [first = []] } = await emit(undefined, [[
    [event, { id: 5, name: "side", summary: "Five" }],
    [undefined],
    ["text", { id: null, name: null, summary: null, ts: null }],
  ]]);
  event.date = new Date(1);
  expect(first).toStrictEqual([
    { event: { date: "1970-01-01T00:00:00.000Z" }, id: 5, name: "side", summary: "Five", ts: 1_800_000_000_000 },
    { event: null, ts: 1_800_000_000_000 },
    { event: "text", ts: 1_800_000_000_000 },
  ]);
});

test("the events of a poll come from oldest to newest, and in their order where they are of one time", async () => {
  expect(await ids(undefined, [[["c", 3], ["a", 1], ["b2", 2], ["b1", 2]]])).toStrictEqual([["a", "b2", "b1", "c"]]);
});

describe("what Pipedream does not document fails the poll", () => {
  const circle: Record<string, unknown> = {};
  circle["circle"] = circle;

  test.each<[string | undefined, unknown, unknown, string]>([
    ["unique", {}, undefined, "$emit: an id is needed, because the source has dedupe: \"unique\"."],
    ["last", {}, { id: "" }, "$emit: an id is needed, because the source has dedupe: \"last\"."],
    ["greatest", {}, { id: null }, "$emit: an id is needed, because the source has dedupe: \"greatest\"."],
    ["greatest", {}, { id: "seven" }, "$emit: with dedupe: \"greatest\" the id must be a number, but is 'seven'."],
    ["greatest", {}, { id: " " }, "$emit: with dedupe: \"greatest\" the id must be a number, but is ' '."],
    [undefined, {}, { id: true }, "$emit: the id must be text or a number, but is true."],
    [undefined, {}, { summary: 5 }, "$emit: the summary must be text, but is 5."],
    [undefined, {}, { name: {} }, "$emit: the name must be text, but is {}."],
    [undefined, {}, { ts: "yesterday" }, "$emit: ts must be epoch milliseconds, a Date or the text of one, but is 'yesterday'."],
    [undefined, {}, { ts: NaN }, "$emit: ts must be epoch milliseconds, a Date or the text of one, but is NaN."],
    [undefined, {}, { ts: new Date(NaN) }, "$emit: ts must be epoch milliseconds, a Date or the text of one, but is Invalid Date."],
    [undefined, {}, "id", "$emit: the metadata must be an object, but is 'id'."],
    [undefined, 1n, {}, "$emit: the event cannot be written as JSON: Do not know how to serialize a BigInt"],
  ])("%s: %p, %p", async (dedupe, event, metadata, reason) => {
    expect(await emit(dedupe, [[[event, metadata]]])).toStrictEqual({ perPoll: [[]], errors: [reason] });
  });

  test("such as a circle", async () => {
    const { errors } = await emit(undefined, [[[circle]]]);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(/^\$emit: the event cannot be written as JSON: Converting circular/);
  });
});

test("the time is epoch milliseconds, a Date, or the text of either, as published sources give it", async () => {
  const times = [1_700_000_000_000, new Date(1_700_000_000_001), "2023-11-14T22:13:20.002Z", "1700000000003", 1_700_000_000_004.7];
  const { perPoll: [first = []], errors } = await emit(undefined, [times.map((ts) => [{}, { ts }])]);
  expect(errors).toStrictEqual([]);
  expect(first.map(({ ts }) => ts - 1_700_000_000_000)).toStrictEqual([0, 1, 2, 3, 4]);
});

test("without a strategy every event comes, also without an id", async () => {
  expect(await ids(undefined, [["a", "a"], ["a"]])).toStrictEqual([["a", "a"], ["a"]]);
});

describe("unique", () => {
  const numbered = (count: number, prefix = "id") => Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

  test("lets an id through once, in one poll and in later ones; 1 and \"1\" are one", async () => {
    expect(await ids("unique", [["a", "b", "a"], ["b", "c"], [1, "1", 0]])).toStrictEqual([["a", "b"], ["c"], [1, 0]]);
  });

  test("remembers 100 ids, and forgets the oldest first", async () => {
    const [, again, further] = await ids("unique", [numbered(100), ["id-0"], ["new", "id-0", "id-1"]]);
    expect({ again, further }).toStrictEqual({ again: [], further: ["new", "id-0", "id-1"] });
    expect((await ids("unique", [numbered(101), ["id-1", "id-0"]]))[1]).toStrictEqual(["id-0"]);
  });

  test("compares the first 64 characters", async () => {
    const long = "x".repeat(63);
    expect(await ids("unique", [[`${long}a`, `${long}b`, `${long}ac`]])).toStrictEqual([[`${long}a`, `${long}b`]]);
  });
});

describe("greatest", () => {
  test("lets a number through that is greater than all before it", async () => {
    expect(await ids("greatest", [[2, "10", 9], [10, 3], ["10.5", 11], [-1]]))
      .toStrictEqual([[2, "10"], [], ["10.5", 11], []]);
  });

  test("begins anywhere, also below 0", async () => {
    expect(await ids("greatest", [[-5, -7, 0]])).toStrictEqual([[-5, 0]]);
  });
});

describe("last", () => {
  test("lets through what comes after the last id, or everything where that is not there", async () => {
    expect(await ids("last", [["a", "b"], ["a", "b", "c"], ["x", "c"], ["p", "q"], []]))
      .toStrictEqual([["a", "b"], ["c"], [], ["p", "q"], []]);
  });

  test("remembers over an empty poll, and takes the last of several", async () => {
    expect(await ids("last", [["a"], [], ["a", "x", "a", "y"]])).toStrictEqual([["a"], [], ["y"]]);
  });

  test("means the newest by its time", async () => {
    expect(await ids("last", [[["b", 2], ["a", 1]], [["c", 3], ["b", 2], ["a", 1]]])).toStrictEqual([["a", "b"], ["c"]]);
  });
});

test.each([
  ["unique", [["1", "2"]], [["2", "3"]], [["3"]]],
  ["greatest", [["1", "2"]], [["2", "1", "3"]], [["3"]]],
  ["last", [["1", "2"]], [["1", "2", "3"]], [["3"]]],
])("%s remembers from one run to the next", async (dedupe, first, second, expected) => {
  const path = join(folder.path(), "dream.json");
  await ids(dedupe, first, path);
  expect(await ids(dedupe, second, path)).toStrictEqual(expected);
});
