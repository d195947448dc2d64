/** Every command of README and the recipes that `npm start` takes, run as it stands, one block after the other. */
import { expect, test } from "@jest/globals";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { usePicturesFolder } from "../support/folder.ts";

const run = promisify(execFile);
const folder = usePicturesFolder();

/** `npm start` without the installation and the build, which the tests have behind them. */
const npm = "npm() { shift; [ \"$1\" = --silent ] && shift; [ \"$1\" = -- ] && shift; node build/scripts/start.mjs \"$@\"; }";

/** Blocks that run an action or a source in the emulator; a key of one's own would go to Stability AI. */
const blocks = ["README.md", "docs/recipes.md"].flatMap((file) =>
  [...readFileSync(file, "utf8").matchAll(/```sh\n([^]*?)```/g)]
    .map(([, block = ""]) => ({ file, block }))
    .filter(({ block }) => block.includes("npm start") && !block.includes("DREAMSTUDIO_API_KEY=")));

test("there are such blocks in both", () => {
  expect(new Set(blocks.map(({ file }) => file)).size).toBe(2);
});

/** What a clone has that the commands need; what they leave behind stays out of this one. */
async function linkClone(): Promise<void> {
  for (const name of ["build", "components", "docs", "node_modules"]) {
    await symlink(join(process.cwd(), name), join(folder.path(), name));
  }
}

test.each(blocks)("$file: $block", async ({ block }) => {
  await linkClone();
  const { stdout } = await run("bash", ["-c", ["set -eu", npm, block].join("\n")], {
    cwd: folder.path(),
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], STASH_DIR: folder.path(), NO_COLOR: "1" },
  });
  expect(stdout).toMatch(/\S/);
}, 180_000);
