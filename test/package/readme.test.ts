/** The README's code works, and its links lead somewhere. */
import { expect, test } from "@jest/globals";
import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { withTables } from "../../scripts/readme/tables.ts";
import { bindApp, load, testKey, type Built } from "../support/binder.ts";
import { useEmulator } from "../support/emulator.ts";
import { usePicturesFolder } from "../support/folder.ts";

useEmulator();
const folder = usePicturesFolder();

const readme = readFileSync("README.md", "utf8");

test("the code step runs as it stands, in the hands of Pipedream", async () => {
  const [, code = ""] = /```js\n([^]*?)```/.exec(readme) ?? [];
  const app = pathToFileURL(join(process.cwd(), "components/dreamstudio/dreamstudio.app.mjs")).href;
  const path = join(folder.path(), "step.mjs");
  await writeFile(path, `const defineComponent = (component) => component;\n${code.replace("@pipedream/dreamstudio", app)}`);

  const step = await load<Built<string>>(path);
  const dreamstudio = bindApp(step.props.dreamstudio, testKey);
  const picture = await step.run.call({ dreamstudio }, { $: { export: () => undefined } });
  expect(existsSync(picture)).toBe(true);
});

test.each(["README.md", "emulator/FIDELITY.md", "components/dreamstudio/README.md"])("the links of %s lead to files that are there", (file) => {
  const links = [...readFileSync(file, "utf8").matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path = ""]) => path);
  expect(links.filter((path) => !existsSync(join(dirname(file), path)))).toStrictEqual([]);
});

test("every method stands in the README, and no other", async () => {
  const { methods } = await load<{ methods: object }>(join(process.cwd(), "components/dreamstudio/dreamstudio.app.mjs"));
  const [, listed = ""] = /^The methods are (.*?);/m.exec(readme) ?? [];
  expect([...listed.matchAll(/`(\w+)`/g)].map(([, name]) => name).sort())
    .toStrictEqual(Object.keys(methods).filter((name) => !name.startsWith("_")).sort());
});

test("the tables are what the components say: npm run readme writes them", async () => {
  expect(await withTables(readme)).toBe(readme);
});

test("a table without its place is missed, and a README that says something else is stale", async () => {
  await expect(withTables(readme.replace("<!-- sources: npm run readme -->", ""))).rejects.toThrow("the table of sources");
  const stale = readme.replace("| erase | 5 |", "| erase | 6 |");
  expect(stale).not.toBe(readme);
  expect(await withTables(stale)).toBe(readme);
});
