/** What a run finds around it, and leaves there: variables, files in `/tmp`, and its processes. */
import { expect, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runAction } from "pipedream-local-runtime";
import { usePicturesFolder } from "../support/folder.ts";

const folder = usePicturesFolder();

const place = (name: string) => join(process.cwd(), `test/fixtures/styles/${name}.mjs`);

const inTmp = `/tmp/runtime-test-${process.pid}`;

const names = ["appended", "copied", "opened", "renamed", "streamed", "written"];

async function writeInTmp(isolate: boolean) {
  try {
    return await runAction(place("actions/tmp-file"), { props: { folder: inTmp }, filesFolder: join(folder.path(), "own"), isolate });
  } finally {
    await rm(inTmp, { recursive: true });
  }
}

test("files that a component writes to /tmp itself are listed; those that are gone, and those of others, are not", async () => {
  const other = `${inTmp}-other.txt`;
  const writing = setInterval(() => void writeFile(other, String(Math.random())), 5);
  const { ok, files } = await writeInTmp(true);
  clearInterval(writing);
  await rm(other);
  expect({ ok, files }).toStrictEqual({ ok: true, files: names.map((name) => `${inTmp}/${name}.txt`) });
});

test("in this process only the files in the folder are known", async () => {
  expect(await writeInTmp(false)).toMatchObject({ ok: true, files: [] });
});

test.each([true, false])("a component finds the variables of Pipedream (isolate: %s), which are gone afterwards", async (isolate) => {
  const first = (await writeInTmp(isolate)).returnValue;
  expect(first).toStrictEqual({
    text: "a",
    PD_COMPONENT: expect.stringMatching(/^dc_[\da-f]{7}$/) as unknown,
    PIPEDREAM_WORKFLOW_ID: "p_local01",
    STASH_DIR: join(folder.path(), "own"),
  });
  expect((await writeInTmp(isolate)).returnValue).toStrictEqual(first);
  expect(process.env).not.toHaveProperty("PD_COMPONENT");
  expect(process.env["STASH_DIR"]).toBe(folder.path());
});

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function until(isTrue: () => boolean) {
  for (let waited = 0; !isTrue() && waited < 15_000; waited += 20) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test("a run in an endless loop ends with the process that watches it, however that one ends", async () => {
  const path = join(folder.path(), "pid");
  const watcher = spawn(process.execPath, ["runtime/bin.mjs", "run", place("attacks/loop-for-ever"), "--path", path]);
  await until(() => existsSync(path) && readFileSync(path, "utf8") !== "");
  const pid = Number(readFileSync(path, "utf8"));
  expect(isAlive(pid)).toBe(true);
  watcher.kill("SIGKILL");
  await until(() => !isAlive(pid));
  expect(isAlive(pid)).toBe(false);
});
