/** The README's code works, and its links lead somewhere. */
import { expect, test } from "@jest/globals";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
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

const documents = [
  ...["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"],
  ...["emulator/FIDELITY.md", "components/dreamstudio/README.md"],
  ...readdirSync("docs").filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`),
];

test.each(documents)("the links of %s lead to files that are there", (file) => {
  const links = [...readFileSync(file, "utf8").matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path = ""]) => path);
  expect(links.filter((path) => !existsSync(join(dirname(file), path)))).toStrictEqual([]);
});
