/** Polling for a result, with a clock that only moves while it is slept. */
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { isStarted, pollUntilDone, withId } from "../../components/dreamstudio/common/wire/job.ts";
import { StabilityError } from "../../components/dreamstudio/common/errors/stability-error.ts";

const begin = 1_800_000_000_000;
let now = begin;

beforeEach(() => {
  jest.spyOn(console, "log").mockImplementation(() => undefined);
  jest.spyOn(Date, "now").mockImplementation(() => now);
});
afterEach(() => {
  jest.restoreAllMocks();
});

const inProgress = undefined;
const lost = new StabilityError("lost", { isLost: true });
const fault = new StabilityError("fault", { status: 503 });
const refused = new StabilityError("refused", { status: 404 });
const tooMany = new StabilityError("too many", { status: 429, code: "rate_limit_exceeded" });
const tooManyFor = (retryAfterMillis: number) => new StabilityError("too many", { status: 429, retryAfterMillis });

type Turn = string | StabilityError | undefined;

interface Options {
  isNew?: boolean;
  waits?: boolean;
  /** How long there is. */
  millis?: number;
  /** How long each poll takes. */
  pollMillis?: number;
}

/** Plays answers in turn, the last one from then on. @returns what came of it, and when it was polled */
async function play(turns: readonly Turn[], options: Options = {}) {
  const { isNew = true, waits = true, millis = 50_000, pollMillis = 0 } = options;
  const polledAt: number[] = [];
  now = begin;
  const { result, pending } = await pollUntilDone<string>({
    id: "abc",
    isNew,
    waits,
    endsAt: begin + millis,
    poll() {
      polledAt.push(now - begin);
      now += pollMillis;
      const turn = turns[Math.min(polledAt.length, turns.length) - 1];
      return turn instanceof StabilityError ? Promise.reject(turn) : Promise.resolve(turn);
    },
    sleep(slept) {
      now += slept;
      return Promise.resolve();
    },
  }).catch((error: unknown) => ({ result: error, pending: undefined }));
  return { outcome: result, pending, polledAt, tookMillis: now - begin };
}

describe("what was started just now", () => {
  test("is asked for after 10 s, and every 10 s from then on", async () => {
    expect(await play([inProgress, inProgress, "done"])).toMatchObject({
      outcome: "done", polledAt: [10_000, 20_000, 30_000],
    });
  });

  test.each([
    [10_000, []],
    [10_001, [10_000]],
    [20_000, [10_000]],
    [20_001, [10_000, 20_000]],
  ])("within %d ms is asked for at %j, and is in progress then", async (millis, polledAt) => {
    const played = await play([inProgress], { millis });
    expect(played).toMatchObject({ outcome: undefined, polledAt });
    expect(played.tookMillis).toBeLessThan(millis);
  });

  test("is not asked for at all if nobody waits", async () => {
    expect(await play(["done"], { waits: false })).toStrictEqual({
      outcome: undefined, pending: { isInProgress: true, failure: undefined }, polledAt: [], tookMillis: 0,
    });
  });

  test.each<[string, Turn[], object]>([
    ["the API says so", [inProgress], { isInProgress: true, failure: undefined }],
    ["it said so before a fault", [inProgress, fault], { isInProgress: true, failure: fault }],
    ["it says so after a fault", [fault, inProgress], { isInProgress: true, failure: undefined }],
  ])("is in progress when the time is up, if %s", async (_name, turns, pending) => {
    expect(await play(turns)).toMatchObject({ outcome: undefined, pending });
  });

  test.each([["faults", fault], ["lost answers", lost], ["too many requests", tooManyFor(10_000)]])(
    "is not known to be in progress, if nothing but %s came",
    async (_name, failure) => {
      expect(await play([failure])).toMatchObject({ outcome: undefined, pending: { isInProgress: false, failure } });
    },
  );
});

describe("what was started before", () => {
  test("is asked for at once, and then every 10 s", async () => {
    expect(await play([inProgress, "done"], { isNew: false })).toMatchObject({ outcome: "done", polledAt: [0, 10_000] });
  });

  test("is asked for once if nobody waits", async () => {
    expect(await play([inProgress, "done"], { isNew: false, waits: false }))
      .toMatchObject({ outcome: undefined, polledAt: [0] });
    expect((await play(["done"], { isNew: false, waits: false })).outcome).toBe("done");
  });

  test("is asked for once even if there is no time", async () => {
    expect(await play([inProgress], { isNew: false, millis: 0 })).toMatchObject({ outcome: undefined, polledAt: [0] });
  });

  test("may not exist, as long as nobody said that it does: the last fault is thrown", async () => {
    expect((await play([fault, lost], { isNew: false })).outcome).toBe(lost);
    expect((await play([inProgress, fault], { isNew: false })).outcome).toBeUndefined();
    expect((await play([lost], { isNew: false, waits: false })).outcome).toBe(lost);
  });
});

describe("what goes wrong", () => {
  test.each([["a lost answer", lost], ["a fault of the server", fault]])("%s does not end it", async (_name, error) => {
    expect(await play([error, "done"])).toMatchObject({ outcome: "done", polledAt: [10_000, 20_000] });
  });

  test("a refusal ends it", async () => {
    expect(await play([inProgress, refused])).toMatchObject({ outcome: refused, polledAt: [10_000, 20_000] });
  });

  test("an error that is none of ours ends it", async () => {
    const strange = new TypeError("strange");
    const poll = () => Promise.reject(strange);
    const sleep = () => Promise.resolve();
    const polling = { id: "abc", poll, sleep, isNew: false, waits: true, endsAt: begin + 50_000 };
    await expect(pollUntilDone(polling)).rejects.toBe(strange);
  });

  test.each([
    ["a minute, if the API does not say", tooMany, 70_000],
    ["as long as the API says", tooManyFor(25_000), 35_000],
    ["10 s at least", tooManyFor(0), 20_000],
  ])("too many requests are left off for %s", async (_name, error, second) => {
    expect(await play([error, "done"], { millis: 100_000 })).toMatchObject({ polledAt: [10_000, second] });
  });

  test("too many requests end it, if the wait is longer than the time", async () => {
    expect(await play([tooMany, "done"], { millis: 70_000 })).toMatchObject({ outcome: undefined, polledAt: [10_000] });
    expect(await play([tooMany, "done"], { millis: 70_001 })).toMatchObject({ outcome: "done" });
  });

  test("a fault is forgotten with the next answer", async () => {
    expect(await play([tooMany, inProgress, "done"], { millis: 100_000 }))
      .toMatchObject({ outcome: "done", polledAt: [10_000, 70_000, 80_000] });
  });
});

test("the time that polls take counts", async () => {
  expect((await play([inProgress], { pollMillis: 15_000, millis: 50_000 })).polledAt).toStrictEqual([10_000, 35_000]);
});

test.each([
  [{ id: "a" }, true],
  [{ id: 1 }, false],
  [{}, false],
  [null, false],
  ["id", false],
])("%j is a start: %p", (value, expected) => {
  expect(isStarted(value)).toBe(expected);
});

test("an error of ours gets the id, with all that it had; another one stays what it is", () => {
  const told = withId(new StabilityError("No", { status: 404, code: "x", requestId: "1" }), "abc");
  expect(told).toMatchObject({
    message: "No. The generation was started: **Get Generation Result** fetches it for 24 hours by its id abc",
    status: 404, code: "x", requestId: "1",
  });
  const other = new TypeError("x");
  expect(withId(other, "abc")).toBe(other);
});
