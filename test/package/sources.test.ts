/** Sources behind `npm start`, as a user runs them, and in the README. */
import { afterEach, expect, test } from "@jest/globals";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { usePicturesFolder } from "../support/folder.ts";
import { json, startServer } from "../support/server.ts";

const folder = usePicturesFolder();

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** Runs a source in the folder of the test, in an environment that has no key and no host of its own. */
async function start(args: readonly string[], environment: Record<string, string> = {}) {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(DREAMSTUDIO|STABILITY)_/.test(name));
  const child = spawn("node", [join(process.cwd(), "build/scripts/start.mjs"), "source", ...args], {
    cwd: folder.path(),
    env: { ...Object.fromEntries(inherited), ...environment },
  });
  children.push(child);
  const ended = once(child, "close") as Promise<[code: number | null, signal: string | null]>;
  const [[code, signal], stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, signal, stdout, stderr };
}

test("alone it asks the built-in emulator, and is remembered below the current folder", async () => {
  const { code, stdout, stderr } = await start(["new-engine", "--interval", "0.01", "--times", "2", "--json"]);
  expect(code).toBe(0);
  // As of today one engine is left.
  expect(stderr).toMatch(/\n2 runs, 1 event, [\d.]+ s, \d+ credits on Pipedream\.\n$/);
  const events = stdout.trimEnd().split("\n").map((line) => JSON.parse(line) as { id: string });
  expect(events).toHaveLength(1);
  const kept = await readFile(join(folder.path(), ".pipedream/dreamstudio-new-engine.json"), "utf8");
  expect((JSON.parse(kept) as { seen: unknown }).seen).toStrictEqual(events.map(({ id }) => id));

  const again = await start(["new-engine", "--times", "1", "--json"]);
  expect(again).toMatchObject({ code: 0, stdout: "" });
});

const mine = (url: string) => ({ STABILITY_API_HOST: url, DREAMSTUDIO_API_KEY: "sk-emulator-mine" });

test("Ctrl+C ends it at once while it waits, and it leaves its db", async () => {
  const engines = json(200, [{ id: "a", name: "A" }]);
  const { url, requests } = await startServer((response) => {
    engines(response);
    // The first is that of the deployment; after the poll it waits for an hour.
    if (requests.length === 2) children.at(-1)?.kill("SIGINT");
  });
  const { code, signal, stdout, stderr } = await start(["new-engine", "--interval", "3600"], mine(url));
  expect({ code, signal }).toStrictEqual({ code: 0, signal: null });
  expect(stdout).toMatch(/^New engine: A\nid a:1, /);
  expect(stderr).toMatch(/\n1 run, 1 event, [\d.]+ s, \d+ credits on Pipedream\.\n$/);
  expect(await folder.files()).toStrictEqual([".pipedream"]);
  expect(requests).toHaveLength(2);
});

test("a host that fails is told in one line at each poll, and the exit code says so", async () => {
  const fault = json(500, { id: "1", name: "server_error", message: "No." });
  const { url, requests } = await startServer((response) => {
    (requests.length === 1 ? json(200, { credits: 5 }) : fault)(response);
  });
  const args = ["new-low-balance", "--threshold", "5", "--interval", "0.01", "--times", "2"];
  const { code, stdout, stderr } = await start(args, mine(url));
  expect({ code, stdout }).toStrictEqual({ code: 1, stdout: "" });
  const message = "Stability AI answered 500 server_error: No. The fault is on the side of the host; try again later.\n";
  expect(stderr).toContain(`\n${message}${message}2 runs, 0 events, `);
});
