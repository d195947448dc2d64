/** What is there after a run was ended from outside, and what the next run makes of what is left. */
import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, utimes, writeFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { removeLeftovers } from "../../components/dreamstudio/common/files/leftovers.ts";
import { runAction, testKey } from "../support/binder.ts";
import { plainPicture } from "../support/files.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { json, startServer } from "../support/server.ts";
import { seedOf, sendMedia } from "../support/v2-host.ts";

const folder = usePicturesFolder();

// Processes of their own start slowly on a busy machine.
jest.setTimeout(90_000);

const id = "a".repeat(64);

let picture: Buffer;
beforeAll(async () => {
  picture = await plainPicture();
});

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

interface Run {
  child: ChildProcess;
  output(): string;
}

/** An action in a process of its own, with its temporary files in the folder of the test. */
function startRun(args: readonly string[], url: string): Run {
  const env = {
    ...process.env,
    STABILITY_API_HOST: url,
    DREAMSTUDIO_API_KEY: testKey,
    STASH_DIR: folder.path(),
    TMPDIR: folder.path(),
  };
  const child = spawn("node", ["build/scripts/start.mjs", ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes: Buffer) => (output += bytes.toString()));
  return { child, output: () => output };
}

async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 2_000 && !condition(); turn += 1) await sleep(10);
  expect(condition()).toBe(true);
}

async function end({ child }: Run, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

const uri = () => `data:image/png;base64,${picture.toString("base64")}`;

const leftovers = async () => (await folder.files()).filter((name) => /\.part$|^dreamstudio-input-/.test(name));

test.each<NodeJS.Signals>(["SIGINT", "SIGTERM", "SIGKILL"])("the id of what was started is there after %s", async (signal) => {
  const { url } = await startServer(json(200, { id }));
  const run = startRun(["upscale-creative", "--image", uri(), "--prompt", "x"], url);
  await until(() => run.output().includes(id));
  await end(run, signal);
  expect(run.output()).toContain(`Started generation ${id}; **Get Generation Result** fetches it for 24 hours`);
  expect(run.output()).not.toContain(testKey);
});

test("the pictures of a row that were finished are there after SIGKILL, and are told", async () => {
  const { url } = await startServer((response, request) => {
    if (seedOf(request) <= 2) sendMedia(response, picture);
  });
  const run = startRun(["generate-core", "--prompt", "x", "--seed", "1", "--count", "5"], url);
  await until(() => run.output().split("Saved ").length > 2);
  await end(run, "SIGKILL");
  const told = [...run.output().matchAll(/^Saved (.*)$/gm)].map(([, path]) => path);
  const there = (await folder.files()).filter((name) => name.endsWith(".png")).map((name) => `${folder.path()}/${name}`);
  expect(told.sort()).toStrictEqual(there.sort());
});

test("the pictures of a row are exported as they come", async () => {
  await startServer((response) => {
    sendMedia(response, picture);
  });
  const { result, exports } = await runAction("generate-core", { prompt: "x", count: 3 });
  expect((exports["filePaths"] as string[]).sort()).toStrictEqual([...result.filePaths].sort());
});

describe("what a killed run left", () => {
  const hold = (held: ServerResponse[]) => startServer((response) => held.push(response));
  const args = () => ["remove-background", "--image", uri()];

  let tmpdirBefore: string | undefined;
  beforeEach(() => {
    tmpdirBefore = process.env["TMPDIR"];
    process.env["TMPDIR"] = folder.path();
  });
  afterEach(() => {
    if (tmpdirBefore === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = tmpdirBefore;
  });

  test("is removed by the next one; what a living run has is left to it", async () => {
    const held: ServerResponse[] = [];
    const { url } = await hold(held);
    const killed = startRun(args(), url);
    await until(() => held.length === 1);
    const ofKilled = await leftovers();
    expect(ofKilled).toHaveLength(2);
    await end(killed, "SIGKILL");
    expect(await leftovers()).toStrictEqual(ofKilled);

    const living = startRun(args(), url);
    await until(() => held.length === 2);
    const ofLiving = await leftovers();
    expect(ofLiving).toHaveLength(2);
    expect(ofLiving).not.toContain(ofKilled[0]);

    const ended = once(living.child, "exit");
    const next = runAction("generate-core", { prompt: "x" });
    await until(() => held.length === 3);
    expect(await leftovers()).toEqual(expect.arrayContaining(ofLiving));
    for (const response of held) sendMedia(response, picture);
    expect((await next).result.filePaths).toHaveLength(1);
    expect(await ended).toStrictEqual([0, null]);
    expect(await leftovers()).toStrictEqual([]);
  });

  const uuid = "01234567-89ab-cdef-0123-456789abcdef";
  const old = new Date(Date.now() - 16 * 60_000);
  const own = () => process.pid;

  test.each<[string, string, Date | undefined, boolean]>([
    ["a process that is no more", `erase-${uuid}.4194304-1-SPACE.part`, undefined, false],
    ["a process that had this number before", `erase-${uuid}.PID-1-SPACE.part`, undefined, false],
    ["this process, a moment ago", `erase-${uuid}.OWNER.part`, undefined, true],
    ["this process, a quarter of an hour ago", `erase-${uuid}.OWNER.part`, old, false],
    ["another container, a moment ago", `erase-${uuid}.4194304-1-7.part`, undefined, true],
    ["another container, a quarter of an hour ago", `erase-${uuid}.4194304-1-7.part`, old, false],
    ["somebody else", `download-${uuid}.part`, old, true],
    ["somebody else with a number", "film.4194304-1-SPACE.part", old, true],
    ["nobody: it is a picture", `erase-${uuid}.png`, old, true],
  ])("of %s", async (_name, pattern, time, stays) => {
    const { url } = await startServer((response) => {
      void leftovers().then(([part = ""]) => {
        seenOwner = /\.(\d+-\d+-\d+)\.part$/.exec(part)?.[1] ?? "";
        sendMedia(response, picture);
      });
    });
    let seenOwner = "";
    expect(url).toMatch(/^http/);
    await runAction("generate-core", { prompt: "x" });
    const [, , space = ""] = seenOwner.split("-");
    const name = pattern.replace("OWNER", seenOwner).replace("PID", String(own())).replace("SPACE", space);
    const path = `${folder.path()}/${name}`;
    await writeFile(path, "x");
    if (time !== undefined) await utimes(path, time, time);
    await removeLeftovers([folder.path()]);
    expect((await folder.files()).includes(name)).toBe(stays);
  });

  test("nothing is asked of a folder that is not there, or of its folders", async () => {
    await removeLeftovers([`${folder.path()}/none`, "/dev/null"]);
    const kept = `${folder.path()}/kept`;
    await mkdir(kept);
    await removeLeftovers([folder.path()]);
    expect(await readdir(kept)).toStrictEqual([]);
  });
});
