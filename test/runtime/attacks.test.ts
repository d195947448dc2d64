/** Components that do what they should not: each gets its message in time, and the next run works. */
import { expect, test } from "@jest/globals";
import { join } from "node:path";
import { describeComponent, runAction, type Limits } from "pipedream-local-runtime";

const place = (path: string) => join(process.cwd(), "test/fixtures/styles", path);

// The runs have folders of their own.
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== "STASH_DIR"));

const attack = (name: string, props: Record<string, unknown> = {}, limits: Partial<Limits> = {}) =>
  runAction(place(`attacks/${name}.mjs`), { props, limits, environment });

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test.each<[string, Partial<Limits>, object]>([
  ["loop", { timeoutMillis: 500 }, { exports: { before: 1 }, error: { name: "Timeout", kind: "limit" } }],
  ["leak", { memoryMegabytes: 80 }, { error: { name: "Out of Memory", kind: "limit" } }],
  ["leak-buffers", { memoryMegabytes: 120 }, { error: { name: "Out of Memory", kind: "limit" } }],
  ["exit", {}, {
    exports: { before: 1 },
    error: { message: "The component ended its process with process.exit(0) before the step was done.", kind: "component" },
  }],
  ["throw-undefined", {}, { error: { name: "Error", message: "undefined", kind: "component" } }],
  ["throw-text", {}, { error: { name: "Error", message: "only text", kind: "component" } }],
  ["late-rejection", {}, { error: { message: "too late", kind: "component" } }],
  ["circle", {}, { error: {
    name: "TypeError",
    message: expect.stringMatching(/^The return value cannot be written as JSON: Converting circular/) as unknown,
    kind: "component",
  } }],
  ["bigint", {}, { error: {
    name: "TypeError",
    message: "The export \"big\" cannot be written as JSON: Do not know how to serialize a BigInt",
    kind: "component",
  } }],
  ["never", {}, { error: { message: expect.stringMatching(/^The component waits for something that never comes/) as unknown, kind: "component" } }],
  ["top-level-exit", {}, { error: { message: expect.stringContaining("process.exit(4)") as unknown, kind: "component" } }],
])("%s", async (name, limits, expected) => {
  expect(await attack(name, {}, limits)).toMatchObject({ ok: false, ...expected });
});

test("what was logged and written before the end is there", async () => {
  expect((await attack("loop", {}, { timeoutMillis: 500 })).logs).toMatchObject([{ text: "it begins" }]);
  expect((await attack("exit")).files).toStrictEqual([expect.stringMatching(/\/left\.txt$/)]);
});

/** What the largest export may hold beside the small one, the return value and the quotes. */
const fitting = 6 * 1024 * 1024 - [1, "done", ""].map((value) => JSON.stringify(value).length).reduce((sum, length) => sum + length);

test("6 MB of exports are taken", async () => {
  expect(await attack("large-export", { bytes: fitting })).toMatchObject({ ok: true, returnValue: "done" });
});

test("a byte more than 6 MB of exports is not taken; what came before stays", async () => {
  expect(await attack("large-export", { bytes: fitting + 1 }))
    .toMatchObject({ ok: false, exports: { small: 1 }, error: { name: "Function Payload Limit Exceeded", kind: "limit" } });
});

test("256 levels of objects are taken, one more is not", async () => {
  expect(await attack("deep", { depth: 256 })).toMatchObject({ ok: true });
  expect(await attack("deep", { depth: 257 })).toMatchObject({ error: { name: "JSON Nested Property Limit Exceeded" } });
});

test("64 KB are taken as a value, a byte more is wrong use", async () => {
  const large = (bytes: number) => runAction(place("actions/hello.mjs"), { props: { name: "x".repeat(bytes) }, environment });
  expect(await large(64 * 1024)).toMatchObject({ ok: true });
  await expect(large(64 * 1024 + 1)).rejects.toThrow("holds 65537 bytes, but Pipedream keeps at most 65536 (64 KB) in a prop");
});

test("a server that is left open is warned of, and does not keep the run", async () => {
  const { ok, warnings } = await attack("open-server");
  expect({ ok, warnings }).toStrictEqual({
    ok: true,
    warnings: ["This step was still trying to run code when the step ended. "
      + "Make sure you await all Promises, or promisify callback functions. (an open server)"],
  });
});

test("a process that it started ends with it", async () => {
  const { returnValue } = await attack("grandchild");
  expect(returnValue).toEqual(expect.any(Number));
  for (let waited = 0; isAlive(Number(returnValue)) && waited < 100; waited += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(isAlive(Number(returnValue))).toBe(false);
});

test("a run that is canceled ends at once", async () => {
  const controller = new AbortController();
  const result = await runAction(place("attacks/loop.mjs"), {
    environment,
    signal: controller.signal,
    onEvent: (event) => {
      if (event.type === "log") controller.abort();
    },
  });
  expect(result).toMatchObject({ ok: false, exports: { before: 1 }, error: { name: "Canceled" } });
});

test("a file that ends the process while it is loaded says so, and the next run works", async () => {
  await expect(describeComponent(place("attacks/top-level-exit.mjs"))).rejects.toThrow("process.exit(4)");
  expect(await runAction(place("actions/hello.mjs"), { environment })).toMatchObject({ ok: true, returnValue: "Hello, world!" });
});
