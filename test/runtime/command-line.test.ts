import { expect, test } from "@jest/globals";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { usePicturesFolder } from "../support/folder.ts";
import { callIn } from "./call.ts";

const folder = usePicturesFolder();

const call = callIn("dreamapp");

interface Shape {
  ok: boolean;
  exports: unknown;
  files: string[];
  returnValue: { values: Record<string, unknown> };
}

const result = async (...args: string[]) => {
  const { code, stdout, stderr } = await call("greet", "--json", ...args);
  expect({ code, stderr }).toStrictEqual({ code: 0, stderr: "a word on the console\n" });
  return JSON.parse(stdout) as Shape;
};

test("a run ends with the paths of the new files", async () => {
  const { code, stdout, stderr } = await call("greet", "--name", "Ada");
  expect({ code, stderr }).toStrictEqual({ code: 0, stderr: "a word on the console\n" });
  expect(stdout).toMatch(/^Greeted Ada\n\nReturn value:\n\{\n {2}"hello": "Hello Ada",/);
  expect(stdout).toMatch(/Asked of the platform, and only recorded here:\n[^]*"send.email"/);
  expect(stdout.trimEnd().split("\n").at(-1)).toBe(join(folder.path(), "Ada.txt"));
});

test("--json makes the result the only thing on stdout; what the action logs goes to stderr", async () => {
  const { exports, files } = await result("--name", "Ada");
  expect(exports).toStrictEqual({ $summary: "Greeted Ada" });
  expect(files).toStrictEqual([join(folder.path(), "Ada.txt")]);
});

test("flags are the props' names, in either spelling; a list repeats its flag, an object is JSON", async () => {
  const { returnValue } = await result(
    "--name", "007", "--times=2", "--is-loud", "--list", "a: b", "--list=-c", "--details", "{\"x\": {\"y\": 1}}",
  );
  expect(returnValue.values).toStrictEqual({
    name: "007",
    times: 2,
    isLoud: true,
    list: ["a: b", "-c"],
    details: { x: { y: 1 } },
    shade: "dark",
  });
  expect((await result("--name", "x", "--isLoud", "false")).returnValue.values).toMatchObject({ isLoud: false });
});

test("--props gives values from a file, and a flag goes before it", async () => {
  const path = join(folder.path(), "props.json");
  await writeFile(path, JSON.stringify({ name: "Ada", times: 3, list: ["a"] }));
  const { returnValue } = await result("--props", path, "--times", "2");
  expect(returnValue.values).toStrictEqual({ name: "Ada", times: 2, list: ["a"], shade: "dark" });
});

test.each([
  ["a wrong flag", ["greet", "--nmae", "Ada"], "Unknown flag: --nmae. Do you mean --name? (dream greet --help shows all)"],
  ["a stray word", ["greet", "Ada"], "\"Ada\" is not expected here. Values follow their flags. (dream greet --help shows all)"],
  ["unquoted words", ["greet", "--name", "Ada", "Lovelace"],
    "\"Lovelace\" stands alone. Quote a value of several words: --name \"Ada Lovelace ...\""],
  ["an unknown action", ["great"], "There is no action \"great\". Do you mean greet? There are: break, greet"],
  ["a missing value", ["greet", "--name"], "--name needs a value. (dream greet --help shows all)"],
  ["a missing prop", ["greet"], "Greet cannot run with these values:\n- name: is required (Name)"],
  ["a missing file", ["greet", "--props", "none.json"], "--props: ENOENT: no such file or directory, open 'none.json'"],
  ["a file that is no JSON", ["greet", "--props", "LICENSE"],
    "--props: LICENSE is no JSON. Unexpected token 'M', \"MIT Licens\"... is not valid JSON"],
  ["JSON that is no object", ["greet", "--props", "[1]"], "--props: [1] does not hold a JSON object."],
  ["no number", ["greet", "--name", "x", "--timeout", "5s"], "--timeout must be a number, but is '5s'."],
])("%s is wrong use: exit code 2, and the reason on stderr", async (_name, args, stderr) => {
  expect(await call(...args)).toStrictEqual({ code: 2, stdout: "", stderr: `${stderr}\n` });
});

test("an action that fails: exit code 1, and what it says on stderr", async () => {
  expect(await call("break", "--how", "no")).toStrictEqual({ code: 1, stdout: "", stderr: "The API said no.\n" });
});

test("a fault in a component shows where it is", async () => {
  const { code, stderr } = await call("break", "--how", "fault");
  expect(code).toBe(1);
  expect(stderr).toMatch(/^TypeError: .*\n +at .*break\.mjs:/);
});

test("--help lists the actions, and the props of one", async () => {
  expect(await call("--help")).toMatchObject({ code: 0, stdout: expect.stringMatching(/^ {2}greet +Says hello\.$/m) as unknown });
  const { stdout } = await call("greet", "--help");
  expect(stdout).toMatch(/--name +Name \[string\] \[required\]/);
  expect(stdout).toMatch(/--times +Times \[integer\] \[default: 1\]/);
  expect(stdout).not.toMatch(/--syncDir|--dreamapp/);
});

test("--options shows what a prop offers, as a table or as JSON", async () => {
  expect(await call("greet", "--options", "list")).toMatchObject({ code: 0, stdout: "a  a\nb  b\n" });
  const { stdout } = await call("greet", "--options", "color", "--shade", "pale", "--json");
  expect(JSON.parse(stdout)).toContainEqual({ label: "pale red", value: "red" });
});
