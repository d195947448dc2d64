/** `<command> source <source>`: what a person, or a program, reads of a running source. */
import { beforeEach, expect, test } from "@jest/globals";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { usePicturesFolder } from "../support/folder.ts";
import { callIn } from "./call.ts";

const folder = usePicturesFolder();

let db = "";
beforeEach(() => {
  db = join(folder.path(), "dream.json");
});

const call = callIn("dreamapp");

/** The source has a prop that is named like the flag: before the name of the source the flag is meant. */
const dream = (times: number, ...args: string[]) =>
  call("source", "--times", String(times), "new-dream", "--mood", "calm", "--interval", "0.001", "--db", db, ...args);

test("each event is shown as it comes: summary, id and time, and the event; what is logged goes to stderr", async () => {
  const { code, stdout, stderr } = await dream(2);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Dream 1\nid dream-1, 1970-01-01T00:00:00\.001Z\n\{\n {2}"poll": 1,\n[^]*\n\}\n\nDream 2\n/);
  const [last = "", ...lines] = stderr.trimEnd().split("\n").reverse();
  expect(`${lines.reverse().join("\n")}\n`).toBe([
    `New Dream: 2 runs; it is remembered in ${db}.`,
    "deploy",
    "activate",
    "1",
    "2",
    "deactivate",
  ].map((line) => `${line}\n`).join(""));
  expect(last).toMatch(/^2 runs, 2 events, [\d.]+ s, 5 credits on Pipedream\.$/);
});

test("--json prints a line for each event, and nothing else, to stdout", async () => {
  const { code, stdout } = await dream(2, "--json");
  expect(code).toBe(0);
  const lines = stdout.trimEnd().split("\n").map((line) => JSON.parse(line) as unknown);
  expect(lines).toMatchObject([
    { id: "dream-1", summary: "Dream 1", ts: 1, event: { poll: 1, mood: "calm" } },
    { id: "dream-2", summary: "Dream 2", ts: 2, event: { poll: 2, mood: "calm" } },
  ]);
});

test("the next call goes on where this one ended", async () => {
  await dream(1);
  const { stdout, stderr } = await dream(1, "--json");
  expect(JSON.parse(stdout)).toMatchObject({ id: "dream-2" });
  expect(stderr).not.toContain("deploy");
});

test("a poll that fails is told in one line, and the exit code is that of the last poll", async () => {
  const first = await dream(2, "--fail-at", "1");
  expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining("Dream 2") as unknown });
  expect(first.stderr).toContain("\n1\n1 said no.\n2\n");
  const second = await dream(1, "--fail-at", "3");
  expect(second.code).toBe(1);
  expect(second.stderr).toMatch(/\nactivate\n3\n3 said no\.\ndeactivate\n1 run, 1 event, /);
});

test("a hook that fails ends the source, after deactivate", async () => {
  const { code, stdout, stderr } = await dream(1, "--fail-at", "activate");
  expect({ code, stdout }).toStrictEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(/\ndeploy\nactivate\nactivate said no\.\ndeactivate\n0 runs, /);
});

test("a flag of the runtime never hides a prop of the same name", async () => {
  const { stdout } = await dream(1, "--json", "--times", "7");
  expect(JSON.parse(stdout)).toMatchObject({ event: { poll: 1, times: 7 } });

  const path = join(folder.path(), "props.json");
  await writeFile(path, JSON.stringify({ times: 8 }));
  expect(JSON.parse((await dream(1, "--json", "--props", path)).stdout)).toMatchObject({ event: { poll: 2, times: 8 } });
});

test.each([
  ["no name", ["source"], "Name a source."],
  ["a flag for a name", ["source", "--times", "1"], "Name a source."],
  ["an unknown source", ["source", "greet"], "There is no source \"greet\". There are: new-dream"],
  ["a source that is called like an action", ["new-dream"], "There is no action \"new-dream\". There are: break, greet"],
  ["a wrong flag", ["source", "new-dream", "--intervall", "5"],
    "Unknown flag: --intervall. Do you mean --interval? (dream source new-dream --help shows all)"],
  ["a flag of sources for an action", ["greet", "--interval", "5"], "Unknown flag: --interval. (dream greet --help shows all)"],
  ["no number", ["source", "new-dream", "--interval", "5s"], "--interval must be a number, but is '5s'."],
  ["no count", ["source", "--times", "twice", "new-dream"], "--times must be a number, but is 'twice'."],
])("%s is wrong use: exit code 2, and the reason on stderr", async (_name, args, reason) => {
  const { code, stderr } = await call(...args);
  expect({ code, stderr }).toStrictEqual({ code: 2, stderr: `${reason}\n` });
});

test("what cannot run leaves no db", async () => {
  const { code, stderr } = await dream(0);
  expect(code).toBe(2);
  expect(stderr).toMatch(/\nThe number of runs must be a whole number from 1, but is 0\.\n$/);
  expect(existsSync(db)).toBe(false);
});

test("--help lists the sources, and the props and flags of one", async () => {
  const { code, stdout } = await call("--help");
  expect(code).toBe(0);
  expect(stdout).toMatch(/\nActions:\n[^]*\nSources:\n {2}new-dream +Emit new event when it dreams\.\n/);
  expect((await call("source", "--help")).stdout).toBe(stdout);

  const one = await call("source", "new-dream", "--help");
  expect(one.code).toBe(0);
  expect(one.stdout).toContain("dream source new-dream [--<prop> <value> ...]");
  expect(one.stdout).toMatch(/Props:\n +--mood +Mood \[string\] \[required\][^]*--interval [^]*--times [^]*--db /);
  expect(one.stdout).toMatch(/One of: calm, wild/);
  expect(one.stdout).not.toMatch(/--timer/);
});

test("--options shows what a prop offers", async () => {
  expect(await call("source", "new-dream", "--options", "mood")).toMatchObject({ code: 0, stdout: "calm  calm\nwild  wild\n" });
});
