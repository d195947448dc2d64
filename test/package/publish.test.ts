/** What `pd publish` would take, and what changed since it was last recorded. */
import { describe, expect, test } from "@jest/globals";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { builtComponents, changeOf, isHigher, type BuiltComponent } from "../../scripts/publish/built.ts";
import { raiseVersions, readManifest } from "../../scripts/publish/manifest.ts";
import { pinned } from "../../scripts/publish/pinned.ts";
import { problemsOf } from "../../scripts/publish/problems.ts";
import { usePicturesFolder } from "../support/folder.ts";

const folder = usePicturesFolder();

test("a component whose code changed has a higher version than was recorded: run `npm run version`", async () => {
  const manifest = await readManifest();
  const components = await builtComponents("components/dreamstudio");
  for (const component of components) {
    expect([component.key, changeOf(component, manifest[component.path])]).toEqual([component.key, "unchanged"]);
  }
  expect(Object.keys(manifest).sort()).toEqual(components.map(({ path }) => path).sort());
});

test("Pipedream would take each of them", async () => {
  for (const component of await builtComponents("components/dreamstudio")) {
    expect([component.key, problemsOf(component)]).toEqual([component.key, []]);
  }
});

const built: BuiltComponent = {
  path: "actions/greet/greet",
  key: "dreamstudio-greet",
  version: "0.1.9",
  hash: "a",
  code: "import x from \"form-data\";\nexport default {};\n",
};

describe("what would keep Pipedream from taking it is said", () => {
  test.each([
    [{}, []],
    [{ key: "greet" }, ["its key should be dreamstudio-greet"]],
    [{ version: "0.0.{{ts}}" }, ["its version is not of the form 1.2.3"]],
    [{ code: "import \"./x.mjs\";\nexport default {};\n" }, ["imports ./x.mjs, which pd does not take along"]],
    [{ code: "import p from \"left-pad\";\nexport default {};\n" },
      ["imports left-pad, which is not known to be installed there"]],
    [{ code: "export default {};\nexport { x };\n" }, ["has not exactly one export"]],
  ])("%j", (change, problems) => {
    expect(problemsOf({ ...built, ...change })).toEqual(problems);
  });
});

test("versions are compared by number", () => {
  expect([["0.0.10", "0.0.9"], ["0.1.0", "0.0.9"], ["1.0.0", "0.9.9"]].every(([a = "", b = ""]) => isHigher(a, b))).toBe(true);
  expect([["0.0.9", "0.0.10"], ["0.0.1", "0.0.1"], ["0.9.0", "1.0.0"]].some(([a = "", b = ""]) => isHigher(a, b))).toBe(false);
});

test("what became of a component follows from its code and its version", () => {
  expect(changeOf(built, undefined)).toBe("new");
  expect(changeOf(built, { version: "0.1.9", hash: "a" })).toBe("unchanged");
  expect(changeOf(built, { version: "0.1.9", hash: "b" })).toBe("needs a higher version");
  expect(changeOf(built, { version: "0.1.8", hash: "b" })).toBe("raised");
  expect(changeOf(built, { version: "0.1.10", hash: "b" })).toBe("needs a higher version");
});

test("the version of a changed component is raised in its source, of others not", async () => {
  const sources = { "actions/greet/greet": "0.1.9", "actions/same/same": "2.0.0" };
  for (const [path, version] of Object.entries(sources)) {
    const file = join(folder.path(), `${path}.ts`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `export default {\n  key: "x",\n  version: "${version}",\n};\n`);
  }
  const same = { ...built, path: "actions/same/same", version: "2.0.0" };
  const manifest = { [built.path]: { version: "0.1.9", hash: "b" }, [same.path]: { version: "2.0.0", hash: "a" } };
  expect(await raiseVersions(folder.path(), [built, same], manifest))
    .toEqual([{ key: "dreamstudio-greet", from: "0.1.9", to: "0.1.10" }]);
  expect(await readFile(join(folder.path(), "actions/greet/greet.ts"), "utf8")).toContain("version: \"0.1.10\"");
  expect(await readFile(join(folder.path(), "actions/same/same.ts"), "utf8")).toContain("version: \"2.0.0\"");
});

test("a pinned component names the versions that are installed", async () => {
  const { version } = JSON.parse(await readFile("node_modules/form-data/package.json", "utf8")) as { version: string };
  const code = "import FormData from \"form-data\";\nimport { x } from \"node:fs\";\nexport default { FormData, x };\n";
  expect(await pinned(code)).toBe(code.replace("\"form-data\"", `"form-data@${version}"`));
});
