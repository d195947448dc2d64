/** The rules of the house: who may import whom, and what a component must say, as ESLint enforces them. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

const action = "components/dreamstudio/actions/text-to-image/text-to-image.ts";
const app = "components/dreamstudio/dreamstudio.app.ts";
const common = "components/dreamstudio/common/json.ts";
const operation = "components/dreamstudio/operations/v1/text-to-image.ts";

/** A file of the project, and an import that it must not have. */
const forbidden: readonly [file: string, from: string][] = [
  [action, "stability-emulator"],
  [action, "../../../../emulator/index.ts"],
  [action, "pipedream-local-runtime"],
  [app, "../../runtime/index.ts"],
  [app, "./actions/text-to-image/text-to-image.ts"],
  [common, "../dreamstudio.app.ts"],
  [common, "../actions/text-to-image/text-to-image.ts"],
  [operation, "../../common/json.ts"],
  [operation, "@pipedream/platform"],
  [operation, "node:fs"],
  ["emulator/index.ts", "../components/dreamstudio/operations/v1/engines.ts"],
  ["emulator/state/accounts.ts", "@pipedream/dreamstudio"],
  ["emulator/state/accounts.ts", "pipedream-local-runtime"],
  ["emulator/v1/sizes.ts", "../../runtime/index.ts"],
  ["emulator/drawing/scene/draw.ts", "../../facts/lifetime.ts"],
  ["emulator/drawing/pixels/picture.ts", "../scene/draw.ts"],
  ["emulator/drawing/scene/vocabulary/places.ts", "../../../state/state.ts"],
  ["emulator/facts/lifetime.ts", "../drawing/scene/draw.ts"],
  ["emulator/state/accounts.ts", "../http/form.ts"],
  ["emulator/http/form.ts", "../v1/errors.ts"],
  ["emulator/v1/errors.ts", "../v2/errors.ts"],
  ["emulator/v2/operations/control/style.ts", "../../../v1/errors.ts"],
  ["emulator/v2/operations/control/style.ts", "../../../test-control/routes.ts"],
  ["emulator/v2/errors.ts", "../pipeline.ts"],
  ["emulator/test-control/routes.ts", "../server.ts"],
  ["runtime/component/account.ts", "stability-emulator"],
  ["runtime/component/account.ts", "../../emulator/index.ts"],
  ["runtime/component/account.ts", "../../components/dreamstudio/dreamstudio.app.ts"],
  ["runtime/component/account.ts", "../action/step.ts"],
  ["runtime/action/step.ts", "../source/emit.ts"],
  ["runtime/source/emit.ts", "../cli/report.ts"],
];

const source = readFileSync(action, "utf8");

/** The action without one thing that Pipedream's rules ask for in the source itself. */
const incomplete: readonly [rule: string, text: string][] = [
  ["required-properties-key", source.replace(/^ {2}key: .*$/m, "")],
  ["required-properties-name", source.replace(/^ {2}name: .*$/m, "")],
  ["required-properties-version", source.replace(/^ {2}version: .*$/m, "")],
  ["required-properties-type", source.replace(/^ {2}type: .*$/m, "")],
  ["required-properties-description", source.replace(/^ {2}description: .*\n( {4}.*\n)+/m, "")],
  ["action-annotations", source.replace(/^ {2}annotations: .*$/m, "")],
  ["action-annotations", source.replace(/, readOnlyHint: \w+/, "")],
  ["no-ts-version", source.replace(/version: "[^"]+"/, "version: \"0.0.{{ts}}\"")],
  ["props-label", source.replace("props: { ", "props: { extra: { type: \"string\", description: \"x\" }, ")],
  ["props-description", source.replace("props: { ", "props: { extra: { type: \"string\", label: \"x\" }, ")],
];

let asItIs: string[] | undefined;
let broken: string[][] = [];
beforeAll(() => {
  const texts = [
    { filePath: action, text: source },
    ...forbidden.map(([filePath, from]) => ({ filePath, text: `import "${from}";\n` })),
    ...incomplete.map(([, text]) => ({ filePath: action, text })),
  ];
  const output = execFileSync("node", ["test/support/lint-texts.mjs"], { input: JSON.stringify(texts) });
  [asItIs = [], ...broken] = JSON.parse(output.toString()) as string[][];
}, 60_000);

describe("an import against the arrows is refused", () => {
  test.each(forbidden.map(([file, from], index) => [file, from, index] as const))("%s: %s", (_file, _from, index) => {
    expect(broken[index]).toContain("no-restricted-imports");
  });
});

describe("an action that leaves something out is refused", () => {
  test.each(incomplete.map(([rule], index) => [rule, index] as const))("%s", (rule, index) => {
    expect(broken[forbidden.length + index]).toContain(`pipedream/${rule}`);
  });

  test("the action as it is passes", () => {
    expect(asItIs).toStrictEqual([]);
  });
});

/** A file and those that it imports, types included; what is a package of its own leads out of the folder. */
const importsOf = (file: string): string[] => ts.preProcessFile(readFileSync(file, "utf8"), true).importedFiles
  .filter(({ fileName }) => fileName.startsWith("."))
  .map(({ fileName }) => join(dirname(file), fileName));

/** The first way that leads back to a file on it, from each file that has one. */
function circlesIn(folder: string): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const follow = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(" -> "));
    if (done.has(file)) return;
    done.add(file);
    for (const imported of importsOf(file)) follow(imported, [...way, file]);
  };
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts") && !/(^|\/)(node_modules|dist)\//.test(path));
  for (const path of files) follow(join(folder, path), []);
  return circles;
}

test.each(["components", "emulator", "runtime"])("no imports in %s go round in a circle, types included", (folder) => {
  expect(circlesIn(folder)).toStrictEqual([]);
});
