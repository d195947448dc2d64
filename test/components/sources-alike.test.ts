/** What holds for every source alike: when a poll fails, when a process ends, and for whom it asks. */
import { describe, expect, test } from "@jest/globals";
import { join } from "node:path";
import type { SourceOptions } from "pipedream-local-runtime";
import { usePicturesFolder } from "../support/folder.ts";
import { startServer } from "../support/server.ts";
import { bindSource, loadSource } from "../support/source-binder.ts";
import { credits, engines, faults, refusal, watch, type Answer } from "../support/watch-source.ts";

const folder = usePicturesFolder();

const low = { props: { threshold: 10 } };
const sources: readonly (readonly [name: string, before: Answer, after: Answer, options: SourceOptions])[] = [
  ["new-engine", engines("a"), engines("a", "b"), {}],
  ["new-engine-retired", engines("a", "b"), engines("a"), {}],
  ["new-low-balance", credits(11), credits(9), low],
  ["new-balance-change", credits(11), credits(9), {}],
];

describe.each(sources)("%s", (name, before, after, options) => {
  test.each(faults)("%s leaves the state as it was, and the next poll works", async (_name, fault) => {
    const outcome = await watch(name, [before, fault, fault, after, after], options);
    expect(outcome).toMatchObject({ isLastPollFine: true, errors: [expect.any(String), expect.any(String)] });
    expect(outcome.events.slice(name === "new-engine" ? 1 : 0)).toHaveLength(1);
  });

  test("cannot be deployed while the host says no", async () => {
    const { errors, isLastPollFine } = await watch(name, [refusal], { ...options, times: 1 });
    expect({ errors, isLastPollFine }).toStrictEqual({ errors: [expect.stringContaining("401 unauthorized")], isLastPollFine: false });
  });

  test("goes on where an earlier run ended, also when the change came in between", async () => {
    const dbPath = join(folder.path(), `${name}.json`);
    await watch(name, [before, before], { ...options, dbPath });
    const { events } = await watch(name, [after, after], { ...options, dbPath, times: 2 });
    expect(events).toHaveLength(1);
  });

  test("gives an event the same id when the poll broke off before the state was written", async () => {
    const answers = [before, after, after, after];
    await startServer((response) => answers.shift()?.(response));
    const source = await bindSource(name, options.props);
    await source.poll();
    source.emitted.length = 0;
    source.state.beforeSet = () => {
      throw new Error("The process ended.");
    };
    await expect(source.poll()).rejects.toThrow("The process ended.");
    source.state.beforeSet = () => undefined;
    await source.poll();
    await source.poll();
    const [first, second, ...others] = source.emitted;
    expect(others).toStrictEqual([]);
    expect(second).toStrictEqual({ ...first, ts: expect.any(Number) });
  });

  test("asks for the organization, and remembers each for itself", async () => {
    const answers = [before, after, before, after];
    const server = await startServer((response) => answers.shift()?.(response));
    const source = await bindSource(name, { ...options.props, organizationId: "org-1" });
    await source.poll();
    source.emitted.length = 0;
    await source.poll();
    source.self["organizationId"] = "org-2";
    await source.poll();
    await source.poll();
    const ids = source.emitted.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => id.endsWith(":org-1"))).toHaveLength(1);
    expect(ids.filter((id) => id.endsWith(":org-2"))).toHaveLength(name === "new-engine" ? 2 : 1);
    expect(server.requests.map(({ headers }) => headers["organization"])).toStrictEqual(["org-1", "org-1", "org-2", "org-2"]);
  });

  test("shows as its sample what it emits", async () => {
    const { events } = await watch(name, [before, after], options);
    const shape = (event: unknown) => Object.entries(event as object).map(([field, value]) => `${field}: ${typeof value}`);
    expect(shape((await loadSource(name)).sampleEmit).sort()).toStrictEqual(shape(events.at(-1)?.event).sort());
  });
});
