/** The README's code works, and its links lead somewhere. */
import { expect, test } from "@jest/globals";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { v1Operations, v2Operations } from "../support/operations.ts";
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

test("every action has a row in the README's table, and every row an action", () => {
  const rows = [...readme.matchAll(/^\| \[([\w-]+)\]\(components\/dreamstudio\/actions\//gm)].map(([, name]) => name);
  expect(rows.sort()).toStrictEqual(readdirSync("components/dreamstudio/actions").sort());
});

/** The rows of the table of operations, by method and path: the actions, the price, and whether it is served. */
const rows = new Map([...readme.matchAll(/^\| `((?:GET|POST) \S+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)]
  .map(([, operation = "", actions = "", price = "", served = ""]) => [operation, { actions, price, served }]));

const operations = [...v1Operations, ...v2Operations].flatMap((operation) =>
  Object.entries(operation.paths).map(([apiVersion, path]) => ({ operation, apiVersion, row: `${operation.method} ${path}` })));

test("every operation in each version has a row in the table of operations, and every row is an operation", () => {
  expect([...rows.keys()].sort()).toStrictEqual([...new Set(operations.map(({ row }) => row))].sort());
});

test.each(operations)("$row names its action, its price as we reckon it, and a day", ({ operation, apiVersion, row }) => {
  const { actions = "", price = "", served = "" } = rows.get(row) ?? {};
  expect(actions.split(", ")).toContain(operation.name);
  expect(served).toMatch(/20\d\d-\d\d-\d\d/);
  const credits = operation.credits?.({ apiVersion });
  if (apiVersion.startsWith("v2")) expect(price).toMatch(new RegExp(`\\b${credits ?? "free"}\\b`));
});
