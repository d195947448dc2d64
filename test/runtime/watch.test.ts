/** `--watch`: a component runs again when it, or what it imports, changes. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { usePicturesFolder } from "../support/folder.ts";

const folder = usePicturesFolder();

const action = (text: string) => `
  import { words } from "../../common/words.mjs";
  export default { type: "action", props: { name: "string" }, run() { ${text} } };`;

const place = () => join(folder.path(), "actions/say/say.mjs");

const words = () => join(folder.path(), "common/words.mjs");

let child: ChildProcess;
let written = "";

beforeEach(async () => {
  await mkdir(join(folder.path(), "actions/say"), { recursive: true });
  await mkdir(join(folder.path(), "common"));
  await writeFile(words(), "export const words = \"one\";");
  await writeFile(place(), action("return words + this.name;"));
  written = "";
  child = spawn(process.execPath, ["runtime/bin.mjs", "run", place(), "--watch", "--name", "!"], { stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (written += String(chunk)));
});

afterEach(() => {
  child.kill("SIGKILL");
});

/** Waits until something was written since the last time, and then for the next change. */
async function shown(text: string) {
  for (let waited = 0; waited < 20_000; waited += 20) {
    const at = written.indexOf(text);
    if (at >= 0 && written.includes("Ctrl+C ends it.", at)) {
      written = "";
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`"${text}" was not written, but ${written}`);
}

test("it runs again after each change, also one that breaks it, and Ctrl+C ends it with the last exit code", async () => {
  await shown("one!");
  await writeFile(words(), "export const words = \"two\";");
  await shown("two!");
  await writeFile(place(), action("return words + this.name +;"));
  await shown("SyntaxError");
  // Editors write another file, which takes the place of the first.
  await writeFile(`${place()}.new`, action("return words + \" times \" + this.name;"));
  await rename(`${place()}.new`, place());
  await shown("two times !");
  await writeFile(words(), "export const words = undefined.nothing;");
  await shown("Cannot read properties of undefined");
  child.kill("SIGINT");
  expect(await once(child, "exit")).toStrictEqual([2, null]);
});

test("Ctrl+C ends it while the component runs, too", async () => {
  await shown("one!");
  await writeFile(place(), action("console.log(\"for ever\"); for (;;);"));
  for (let waited = 0; waited < 1000 && !written.includes("for ever"); waited += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  child.kill("SIGINT");
  expect(await once(child, "exit")).toStrictEqual([1, null]);
});
