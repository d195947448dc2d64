/** An action that is given as it is, and so runs in this process. */
import { describe, expect, test } from "@jest/globals";
import { join } from "node:path";
import { loadComponent, propOptions, runAction } from "pipedream-local-runtime";
import { usePicturesFolder } from "../support/folder.ts";

const fixture = (path: string) => join(process.cwd(), "test/fixtures/dreamapp", path);
const greet = await loadComponent(fixture("actions/greet/greet.mjs"));

const folder = usePicturesFolder();

const environment = () => ({ DREAM_APP_API_KEY: "key-1", OTHER_API_KEY: "key-2", STASH_DIR: folder.path() });
const run = (props: Record<string, unknown>) => runAction(greet, { props, environment: environment() });

interface Returned {
  hello: string;
  key: string;
  folder: string;
  deadline: number;
  values: Record<string, unknown>;
}

test("an action runs bound to its app, its account, its methods and its values", async () => {
  const before = Date.now();
  const result = await run({ name: "Ada" });
  const { hello, key, folder: path, deadline, values } = result.returnValue as Returned;
  expect({ hello, key, path, values }).toStrictEqual({
    hello: "Hello Ada",
    key: "key-1",
    path: folder.path(),
    values: { name: "Ada", times: 1, shade: "dark" },
  });
  expect(deadline).toBeGreaterThanOrEqual(before + 30_000);
  expect(result).toMatchObject({
    ok: true,
    error: null,
    logs: [{ level: "log", text: "a word on the console" }],
    exports: { $summary: "Greeted Ada" },
    calls: [{ name: "send.email", args: [{ subject: "hi" }] }],
    files: [join(folder.path(), "Ada.txt")],
  });
  expect(result.usage.millis).toBeGreaterThanOrEqual(0);
});

describe("values are read as Pipedream's form reads them", () => {
  const value = async (name: string, given: unknown) =>
    ((await run({ name: "Ada", [name]: given })).returnValue as Returned).values[name];

  test.each([
    ["name", 5, "5"],
    ["times", "3", 3],
    ["times", 1, 1],
    ["isLoud", "false", false],
    ["isLoud", true, true],
    ["details", "{\"a\": 0}", { a: 0 }],
    ["list", "one", ["one"]],
    ["list", "[\"one\", 2]", ["one", "2"]],
    ["list", ["one", { text: "two" }], ["one", { text: "two" }]],
    ["numbers", ["1", 2], [1, 2]],
    // Pipedream's form leaves text as text.
    ["anything", "[1]", "[1]"],
    ["anything", "text", "text"],
    ["shade", "", ""],
  ])("%s: %j is %j", async (name, given, expected) => {
    expect(await value(name, given)).toStrictEqual(expected);
  });

  test.each([
    ["times", "0", "must be at least 1, but is 0"],
    ["times", 4, "must be at most 3, but is 4"],
    ["times", "1.5", "must be a whole number, but is '1.5'"],
    ["times", "", "must be a whole number, but is ''"],
    ["isLoud", "yes", "must be true or false, but is 'yes'"],
    ["details", "[1]", "must be a JSON object, but is '[1]'"],
    ["name", { a: 1 }, "must be text, but is { a: 1 }"],
    ["numbers", ["1", "x"], "must be a whole number, but is 'x'"],
  ])("%s: %j is refused", async (name, given, reason) => {
    await expect(run({ name: "Ada", [name]: given })).rejects.toThrow(`- ${name}: ${reason}`);
    expect(await folder.files()).toStrictEqual([]);
  });

  test("all that is missing, unknown or wrong is told at once", async () => {
    await expect(run({ times: 9, nmae: "Ada" })).rejects.toThrow([
      "Greet cannot run with these values:",
      "- nmae: there is no such prop",
      "- name: is required (Name)",
      "- times: must be at most 3, but is 9",
    ].join("\n"));
  });
});

describe("options", () => {
  test("of a prop that its app defines get their inputs, and see the app and its account", async () => {
    const options = async (request: object) =>
      (await propOptions(greet, "color", { environment: environment(), ...request })).options;
    expect(await options({})).toStrictEqual([{ label: "dark red", value: "red" }, { label: "key-1", value: "key-1" }]);
    expect(await options({ props: { shade: "light" } })).toContainEqual({ label: "light red", value: "red" });
    expect(await options({ page: 1 })).toStrictEqual([]);
  });

  test("that are written down are just shown", async () => {
    expect((await propOptions(greet, "list")).options).toStrictEqual([{ label: "a", value: "a" }, { label: "b", value: "b" }]);
  });

  test("are missing with a reason", async () => {
    await expect(propOptions(greet, "name")).rejects.toThrow("The prop \"name\" offers no options");
    await expect(propOptions(greet, "nmae")).rejects.toThrow("Greet has no prop \"nmae\".");
  });
});

describe("what is no component is refused with the reason", () => {
  test.each([
    ["a file that is not there", "actions/none.mjs", "cannot be loaded"],
    ["an app", "dreamapp.app.mjs", "has no Pipedream component as its default export"],
  ])("%s", async (_name, path, reason) => {
    await expect(loadComponent(fixture(path))).rejects.toThrow(reason);
  });

  test("a reference to a propDefinition that the app does not have", async () => {
    const broken = { ...greet, props: { color: { propDefinition: [{ type: "app", app: "x" }, "color"] } } };
    await expect(runAction(broken)).rejects.toThrow("The prop \"color\" refers to a propDefinition that its app does not have.");
  });

  test("a source, which is not an action", async () => {
    await expect(runAction({ ...greet, type: "source" })).rejects.toThrow("dreamapp-greet is a source, not an action.");
  });
});
