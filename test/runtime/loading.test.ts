/** What can be loaded, in a process as it is for users, and what a file that cannot be loaded says. */
import { expect, test } from "@jest/globals";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describeComponent, runAction } from "pipedream-local-runtime";
import { usePicturesFolder } from "../support/folder.ts";

const folder = usePicturesFolder();

const place = (path: string) => join(process.cwd(), "test/fixtures/styles", path);

test.each([
  ["CommonJS", "loading/common-js.cjs", "from CommonJS"],
  ["an ES module in .js", "loading/plain.js", "from an ES module in .js"],
  ["TypeScript, with imports that have no ending", "loading/typed.ts", "hello s"],
  ["an import with a version", "loading/pinned.mjs", "function"],
  ["a path without its ending", "actions/hello", "Hello, world!"],
])("%s is loaded", async (_name, path, returnValue) => {
  expect(await runAction(place(path))).toMatchObject({ ok: true, error: null, returnValue });
});

test("a missing package is named with the command that installs it", async () => {
  await expect(describeComponent(place("loading/missing-package.mjs")))
    .rejects.toThrow("needs the package @nobody/never-made, which is not installed: npm install @nobody/never-made");
});

test("an unknown type of a prop is refused by its name", async () => {
  await expect(describeComponent(place("loading/unknown-type.mjs")))
    .rejects.toThrow("The prop \"weight\" has the type \"float\", which Pipedream does not have.");
});

test.each([
  ["mjs", "export default {\n  run() {\n    return 1 +;\n  },\n};\n", /broken\.mjs:3:1[45]\n {4}return 1 \+;\n[^]*SyntaxError: .*Unexpected ";"/],
  ["ts", "export default {\n  run(): number {\n    return 1 +;\n  },\n};\n", /broken\.ts:3:1[45][^]*SyntaxError: .*Unexpected ";"/],
])("a syntax error in .%s shows file, line and code", async (ending, text, shown) => {
  const path = join(folder.path(), `broken.${ending}`);
  await writeFile(path, text);
  await expect(describeComponent(path)).rejects.toThrow(shown);
  const { ok, error } = await runAction(path);
  expect({ ok, kind: error?.kind }).toStrictEqual({ ok: false, kind: "component" });
});

test("a changed file is loaded anew", async () => {
  const path = join(folder.path(), "changing.mjs");
  const run = async (word: string) => {
    await writeFile(path, `export default { type: "action", run: () => "${word}" };\n`);
    return (await runAction(path)).returnValue;
  };
  expect([await run("one"), await run("two")]).toStrictEqual(["one", "two"]);
});
