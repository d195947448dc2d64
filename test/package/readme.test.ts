/** The README's code works, and its links lead somewhere. */
import { expect, test } from "@jest/globals";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
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

test.each(["README.md", "docs/results.md"])("the result that %s shows is one that came", async (file) => {
  const [, block = ""] = /```json\n([^]*?)```/.exec(await readFile(file, "utf8")) ?? [];
  const { parameters, ...shown } = JSON.parse(block) as { parameters: object };
  // What docs.test.ts holds against a fresh run.
  const examples = JSON.parse(await readFile("docs/examples/results.json", "utf8")) as Record<string, { result: object }>;
  const came = examples["generate-core"]?.result as { parameters: object };
  expect(came).toMatchObject(shown);
  // The page shows what a host of components fills in, too.
  expect(parameters).toMatchObject(came.parameters);
});

const documents = [
  ...["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"],
  ...["emulator/FIDELITY.md", "components/dreamstudio/README.md"],
  ...readdirSync("docs").filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`),
];

/** What a person may copy from a page: commands of its own scripts, which `npm` must know. */
test.each(documents)("the scripts that %s runs are there", (file) => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
  const named = [...readFileSync(file, "utf8").matchAll(/npm run (?:--silent )?([a-z][\w:-]*)/g)].map(([, name = ""]) => name);
  expect(named.filter((name) => !(name in scripts))).toStrictEqual([]);
});

test.each(documents)("the links of %s lead to files that are there", (file) => {
  const links = [...readFileSync(file, "utf8").matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path = ""]) => path);
  expect(links.filter((path) => !existsSync(join(dirname(file), path)))).toStrictEqual([]);
});
