/** What each source tells, of a host that answers as a test says, and of the emulator. */
import { describe, expect, test } from "@jest/globals";
import type { EmittedEvent } from "pipedream-local-runtime";
import { runAction } from "../support/binder.ts";
import { useEmulator } from "../support/emulator.ts";
import { createFakeClock } from "../support/fake-clock.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { credits, engine, engines, faults, runBuilt, summaries, watch, type Answer } from "../support/watch-source.ts";

usePicturesFolder();

const withoutTime = ({ event, id, summary }: EmittedEvent) => ({ event, id, summary });

describe("new-engine", () => {
  const events = (...answers: Answer[]) => watch("new-engine", answers);

  test("tells at its deployment which engines there are, and then what appears", async () => {
    const before = Date.now();
    const outcome = await events(engines("a", "b"), engines("a", "b"), engines("b", "c", "a"));
    expect(outcome.errors).toStrictEqual([]);
    expect(outcome.events.map(withoutTime)).toStrictEqual([
      { event: engine("a"), id: "a:1", summary: "New engine: A" },
      { event: engine("b"), id: "b:1", summary: "New engine: B" },
      { event: engine("c"), id: "c:1", summary: "New engine: C" },
    ]);
    expect(outcome.events.every(({ ts }) => ts >= before && ts <= Date.now())).toBe(true);
  });

  test("an engine that comes back is news again", async () => {
    const { events: [, ...again] } = await events(engines("a", "b"), engines("a"), engines("a", "b"), engines("b"), engines("a", "b"));
    expect(again.map(({ id }) => id)).toStrictEqual(["b:1", "b:2", "a:2"]);
  });

  test("of very many it tells the first 25 at its deployment, and never the others", async () => {
    const many = Array.from({ length: 30 }, (_, index) => `e${index}`);
    const outcome = await events(engines(...many), engines(...many), engines(...many, "late"));
    expect(outcome.events.map(({ id }) => id)).toStrictEqual([...many.slice(0, 25).map((id) => `${id}:1`), "late:1"]);
  });

  test("an empty list that the next one does not confirm changes nothing", async () => {
    expect(summaries(await events(engines("a"), engines(), engines("a"), engines(), engines("a"))))
      .toStrictEqual(["New engine: A"]);
  });

  test("after an empty list that was confirmed every engine is news", async () => {
    const outcome = await events(engines("a"), engines(), engines(), engines(), engines("a"));
    expect(outcome.events.map(({ id }) => id)).toStrictEqual(["a:1", "a:2"]);
  });

  test("a host that has no engines yet is nothing special", async () => {
    expect(summaries(await events(engines(), engines("a")))).toStrictEqual(["New engine: A"]);
  });

  test("engines with long ids, or unusual ones, keep their ids apart, in 64 characters", async () => {
    const long = "x".repeat(70);
    const outcome = await events(engines(`${long}1`, `${long}2`, "__proto__", "constructor"), engines(`${long}1`));
    const ids = outcome.events.map(({ id }) => String(id));
    expect(new Set(ids).size).toBe(4);
    expect(ids.every((id) => id.length <= 64)).toBe(true);
  });

  test("an engine that is listed twice is one", async () => {
    expect(summaries(await events(engines("a", "a"), engines("a")))).toStrictEqual(["New engine: A"]);
  });

  test("400 engines with long names fit into Pipedream's store", async () => {
    const many = Array.from({ length: 400 }, (_, index) => `stable-diffusion-of-a-gateway-v${index + 1000}`);
    const outcome = await events(engines(...many), engines(...many));
    expect(outcome).toMatchObject({ errors: [], isLastPollFine: true });
  });
});

describe("new-engine-retired", () => {
  const events = (...answers: Answer[]) => watch("new-engine-retired", answers);

  test("takes stock first, and then tells what is gone", async () => {
    const outcome = await events(engines("a", "b"), engines("a", "b", "c"), engines("c"), engines("c"));
    expect(outcome.events.map(withoutTime)).toStrictEqual([
      { event: { id: "a", name: "A" }, id: "a:1", summary: "Engine retired: A" },
      { event: { id: "b", name: "B" }, id: "b:1", summary: "Engine retired: B" },
    ]);
  });

  test("an engine that came back can be retired again", async () => {
    const outcome = await events(engines("a", "b"), engines("a"), engines("a", "b"), engines("a"));
    expect(outcome.events.map(({ id }) => id)).toStrictEqual(["b:1", "b:2"]);
  });

  test("an empty list counts when the next one confirms it: then all are retired", async () => {
    expect(summaries(await events(engines("a", "b"), engines(), engines("a", "b"), engines(), engines("a")))).toStrictEqual([
      "Engine retired: B",
    ]);
    expect(summaries(await events(engines("a", "b"), engines(), engines(), engines()))).toStrictEqual([
      "Engine retired: A",
      "Engine retired: B",
    ]);
  });

  test.each(faults)("%s does not confirm an empty list, and retires nothing", async (_name, fault) => {
    const outcome = await events(engines("a"), fault, engines("a"), engines(), fault, engines("a"));
    expect(outcome.events).toStrictEqual([]);
    expect(outcome.errors).toHaveLength(2);
  });
});

describe("new-low-balance", () => {
  const events = (...amounts: number[]) =>
    watch("new-low-balance", amounts.map(credits), { props: { threshold: 10 } });

  test("tells each fall below the threshold once; as many credits as the threshold are not fewer", async () => {
    const outcome = await events(25, 10, 9.999, 9, 10, 9.5, 0, 9.999, 12.5, 9);
    expect(outcome.events.map(withoutTime)).toStrictEqual([
      { event: { credits: 9.999, threshold: 10 }, id: "fall:1", summary: "9.999 credits left, below 10" },
      { event: { credits: 9.5, threshold: 10 }, id: "fall:2", summary: "9.5 credits left, below 10" },
      { event: { credits: 9, threshold: 10 }, id: "fall:3", summary: "9 credits left, below 10" },
    ]);
  });

  test("tells at its deployment that there are too few already", async () => {
    expect(summaries(await events(1, 1))).toStrictEqual(["1 credit left, below 10"]);
  });

  test("takes the noise of a sum for what it is", async () => {
    expect(summaries(await events(25, 9.999999999999998, 0.1 + 0.2))).toStrictEqual(["0.3 credits left, below 10"]);
  });

  test("needs a threshold from 1", async () => {
    const start = (values: object) => runBuilt("new-low-balance", { props: { ...values }, times: 1 });
    await expect(start({})).rejects.toThrow("- threshold: is required (Threshold)");
    await expect(start({ threshold: 0 })).rejects.toThrow("- threshold: must be at least 1, but is 0");
  });
});

describe("new-balance-change", () => {
  const events = (...amounts: number[]) => watch("new-balance-change", amounts.map(credits));

  test("takes stock first, and then tells each change with its sign", async () => {
    const outcome = await events(25, 25, 24.1, 24.1, 1024.1, 1023.1);
    expect(outcome.events.map(withoutTime)).toStrictEqual([
      {
        event: { previous: 25, current: 24.1, difference: -0.9 },
        id: "change:1:25:24.1",
        summary: "The balance fell by 0.9 credits to 24.1",
      },
      {
        event: { previous: 24.1, current: 1024.1, difference: 1000 },
        id: "change:2:24.1:1024.1",
        summary: "The balance rose by 1,000 credits to 1,024.1",
      },
      {
        event: { previous: 1024.1, current: 1023.1, difference: -1 },
        id: "change:3:1024.1:1023.1",
        summary: "The balance fell by 1 credit to 1,023.1",
      },
    ]);
  });

  test("the same change a second time is a change", async () => {
    expect((await events(2, 1, 2, 1)).events.map(({ id }) => id)).toStrictEqual(["change:1:2:1", "change:2:1:2", "change:3:2:1"]);
  });

  test("what is less than a thousandth is told when it has grown", async () => {
    expect(summaries(await events(1, 1.0004, 1.0001, 1.001))).toStrictEqual(["The balance rose by 0.001 credits to 1.001"]);
  });

  test("0 and what is below are balances too", async () => {
    expect(summaries(await events(0, -0.5, 0))).toStrictEqual([
      "The balance fell by 0.5 credits to -0.5",
      "The balance rose by 0.5 credits to 0",
    ]);
  });
});

describe("against the emulator", () => {
  useEmulator({ asOf: "any" });

  /** Spends 0.9 credits between two polls. */
  const drawOne = (key: string) => createFakeClock(() => runAction(
    "text-to-image",
    { prompt: "A lighthouse", engineId: "stable-diffusion-xl-beta-v2-2-2", width: 128, height: 128, steps: 30 },
    { key },
  ));

  test("pictures that are drawn change the balance", async () => {
    const key = "sk-emulator-change";
    const { events, errors } = await runBuilt("new-balance-change", { times: 3, clock: drawOne(key) }, key);
    expect(errors).toStrictEqual([]);
    expect(events.map(({ event }) => event)).toStrictEqual([
      { previous: 25, current: 24.1, difference: -0.9 },
      { previous: 24.1, current: 23.2, difference: -0.9 },
    ]);
  });

  test("the balance falls below the threshold once", async () => {
    const key = "sk-emulator-low";
    const outcome = await runBuilt("new-low-balance", { times: 4, clock: drawOne(key), props: { threshold: 24 } }, key);
    expect(summaries(outcome)).toStrictEqual(["23.2 credits left, below 24"]);
  });

  test("its engines are told once, and none is retired", async () => {
    const { events } = await runBuilt("new-engine", { times: 2 });
    expect(events.map(({ event }) => (event as { id: string }).id)).toContain("stable-diffusion-xl-1024-v1-0");
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect((await runBuilt("new-engine-retired", { times: 2 })).events).toStrictEqual([]);
  });
});
