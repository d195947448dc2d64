/** `pipedream-local` as a shell starts it: exit codes, accounts, one value for a script, lists and checks. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { chmod, cp, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { usePicturesFolder } from "../support/folder.ts";
import type { Written } from "./call.ts";

const folder = usePicturesFolder();

const fixture = (path: string) => join(process.cwd(), "test/fixtures", path);

/** The folder in which the command is called. */
let home = "";
beforeEach(async () => {
  home = join(folder.path(), "home");
  await mkdir(home);
});

const own = Object.fromEntries(Object.entries(process.env)
  .filter(([name]) => !/^(STASH_DIR|STYLES_|DREAM)/.test(name)));

async function shell(args: readonly string[], environment: Record<string, string> = {}): Promise<Written> {
  const child = spawn(process.execPath, [join(process.cwd(), "runtime/bin.mjs"), ...args], {
    cwd: home,
    env: { ...own, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number>((resolve) => child.once("exit", (exit) => {
      resolve(exit ?? -1);
    })),
  ]);
  return { code, stdout, stderr };
}

test.each([
  ["0: it succeeded", ["run", fixture("styles/actions/hello.mjs")], 0],
  ["1: the component failed", ["run", fixture("styles/attacks/throw-text.mjs")], 1],
  ["2: it is used in a wrong way", ["run", fixture("styles/actions/hello.mjs"), "--nmae", "Ada"], 2],
  ["3: a limit was passed", ["run", fixture("styles/attacks/loop.mjs"), "--timeout", "0.3"], 3],
])("exit code %s", async (_name, args, code) => {
  expect(await shell(args)).toMatchObject({ code });
});

describe("--out prints one value", () => {
  const out = (field: string) => shell(["run", fixture("dreamapp/actions/greet/greet.mjs"), "--name", "Ada", "--files", home, "--out", field]);

  test.each([
    ["of the return value", "hello", "Hello Ada"],
    ["deep inside, as JSON if it is no text", "values.times", "1"],
    ["of the exports", "$summary", "Greeted Ada"],
    ["of the whole result", "ok", "true"],
  ])("%s", async (_name, field, value) => {
    expect(await out(field)).toMatchObject({ code: 0, stdout: `${value}\n` });
  });

  test("of a list, by its place", async () => {
    expect(await out("files.0")).toMatchObject({ code: 0, stdout: `${join(home, "Ada.txt")}\n` });
  });

  test("that is not there is wrong use: the error names what is, and the result is not lost", async () => {
    const { code, stdout, stderr } = await out("filePath");
    expect({ code, stdout }).toStrictEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("--out: the result has no \"filePath\". It has: hello, folder, deadline, values, $summary, ok,");
    expect(stderr).toContain(join(home, "Ada.txt"));
  });

  test("of a run that fails nothing is printed", async () => {
    const args = ["run", fixture("dreamapp/actions/break/break.mjs"), "--how", "no", "--out", "ok"];
    expect(await shell(args)).toStrictEqual({ code: 1, stdout: "", stderr: "The API said no.\n" });
  });
});

describe("an account", () => {
  const account = fixture("styles/actions/accounts.mjs");

  /** What the component found, which is not secret. */
  async function found(args: readonly string[] = [], environment: Record<string, string> = {}) {
    const { stdout, stderr } = await shell(["run", account, "--json", ...args], environment);
    return { returned: (JSON.parse(stdout) as { returnValue: unknown }).returnValue, stdout, stderr };
  }

  test("comes from .env in the current folder; a variable goes before it", async () => {
    await writeFile(join(home, ".env"), "STYLES_accountName=\"Ada of .env\"\nSTYLES_API_KEY=secret-of-env\n");
    const { returned, stdout, stderr } = await found();
    expect(returned).toMatchObject({ source: "Ada of .env" });
    expect(stdout + stderr).not.toContain("secret-of-env");
    expect((await found([], { STYLES_accountName: "Bob" })).returned).toMatchObject({ source: "Bob" });
  });

  test("comes from .env however an editor saved it", async () => {
    await writeFile(join(home, ".env"), Buffer.from("\ufeffSTYLES_accountName=Zoë\r\nSTYLES_x=1\r\n", "utf16le"));
    expect((await found()).returned).toMatchObject({ source: "Zoë" });
  });

  describe("in a file", () => {
    const write = async (path: string, mode: number) => {
      await writeFile(join(home, path), JSON.stringify({ styles: { accountName: "Ada of a file", api_key: "secret-of-file" } }));
      await chmod(join(home, path), mode);
    };

    test.each([
      ["--accounts mine.json", ["--accounts", "mine.json"]],
      ["--accounts=mine.json", ["--accounts=mine.json"]],
    ])("is given by %s, and goes before variables", async (_name, args) => {
      await write("mine.json", 0o600);
      const { returned, stdout, stderr } = await found(args, { STYLES_accountName: "Bob" });
      expect(returned).toMatchObject({ source: "Ada of a file" });
      expect(stderr).not.toContain("chmod");
      expect(stdout + stderr).not.toContain("secret-of-file");
    });

    test("is found in .pipedream/accounts.json", async () => {
      await mkdir(join(home, ".pipedream"));
      await write(".pipedream/accounts.json", 0o600);
      expect((await found()).returned).toMatchObject({ source: "Ada of a file" });
    });

    test.each([[0o640], [0o604]])("that others can read or change (%o) is advised against", async (mode) => {
      await write("mine.json", mode);
      expect((await found(["--accounts", "mine.json"])).stderr)
        .toContain("Others on this machine can read mine.json: chmod 600 mine.json");
    });

    test.each([
      ["is not there", undefined, "--accounts: ENOENT"],
      ["is no JSON", "{ styles: 1 }", "A name has no quotes; JSON needs them."],
      ["holds no accounts", "{ \"styles\": \"secret-of-file\" }", "must hold an object of accounts"],
    ])("that %s is wrong use", async (_name, content, reason) => {
      if (content !== undefined) await writeFile(join(home, "mine.json"), content, { mode: 0o600 });
      const { code, stderr } = await shell(["run", account, "--accounts", "mine.json"]);
      expect(code).toBe(2);
      expect(stderr).toContain(reason);
      expect(stderr).not.toContain("secret-of-file");
    });
  });
});

const broken = "export default { key: \"broken\", run( };";

describe("list", () => {
  test("names actions and sources, and what cannot be loaded", async () => {
    await cp(fixture("dreamapp"), home, { recursive: true });
    await writeFile(join(home, "actions/broken.mjs"), broken);
    const { code, stdout } = await shell(["list"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Actions:\n {2}break\n {2}greet {2}Says hello\.\n\nSources:\n {2}new-dream {2}Emit/);
    expect(stdout).toMatch(/\.\n\nCannot be loaded:\n {2}broken {2}/);
  });

  test("--json prints each with its description or its error; the folder may stand before or after", async () => {
    await writeFile(join(home, "broken.mjs"), broken);
    const entries = JSON.parse((await shell(["list", "--json", home])).stdout) as unknown;
    expect(entries).toMatchObject([{ path: join(home, "broken.mjs"), description: null, error: { kind: "component" } }]);
    const dreams = JSON.parse((await shell(["list", fixture("dreamapp"), "--json"])).stdout) as unknown;
    const source = { description: { kind: "source" }, error: null };
    expect(dreams).toMatchObject([{ description: { key: "dreamapp-break" } }, {}, source]);
  });

  test.each(["list", "check", "mcp"])("a flag that %s does not know is wrong use", async (command) => {
    const { code, stderr } = await shell([command, "--jsno"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^Unknown flag: --jsno\./);
  });

  test.each(["list", "check"])("a folder that is not there is wrong use of %s", async (command) => {
    expect(await shell([command, "nowhere"])).toMatchObject({ code: 2, stderr: "There is no folder nowhere.\n" });
  });
});

describe("check", () => {
  /** What the registry asks of an action, whole. */
  const whole = `
    const app = { type: "app", app: "tea" };
    export default {
      key: "tea-make-tea",
      name: "Make Tea",
      description: "Makes tea. [See the documentation](https://example.com/tea)",
      version: "0.0.1",
      type: "action",
      annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
      props: {
        app,
        cup: { type: "string", label: "Cup", description: "For example \`blue\`." },
      },
      run() {},
    };`;

  async function check(text: string, path = "actions/make-tea/make-tea.mjs") {
    await mkdir(join(home, path, ".."), { recursive: true });
    await writeFile(join(home, path), text);
    const { code, stdout, stderr } = await shell(["check", "--json"]);
    const [checked] = JSON.parse(stdout) as { path: string; problems: string[] }[];
    return { code, problems: checked?.problems, stderr };
  }

  /** A project in which the plugin of the registry is installed, or is not. */
  const install = (...names: string[]) => Promise.all(names.map(async (name) => {
    await mkdir(join(home, "node_modules", name, ".."), { recursive: true });
    await symlink(join(process.cwd(), "node_modules", name), join(home, "node_modules", name));
  }));

  test("finds nothing in a component that is as it should be", async () => {
    expect(await check(whole)).toStrictEqual({ code: 0, problems: [], stderr: "" });
  });

  /** What stands in it, what instead, and what is wrong then. */
  const changes: readonly [from: string, to: string, problems: string[]][] = [
    ["key: \"tea-make-tea\",", "", ["key is missing"]],
    ["tea-make-tea", "tea-brew", ["key \"tea-brew\" does not end in the name of its file, make-tea"]],
    ["tea-make-tea", "MakeTea", ["key \"MakeTea\" is not like app-do-something", "key \"MakeTea\" does not end in the name of its file, make-tea"]],
    ["version: \"0.0.1\",", "", ["version is missing"]],
    ["0.0.1", "0.1", ["version \"0.1\" is not like 0.0.1"]],
    ["0.0.1", "0.0.{{ts}}", ["version \"0.0.{{ts}}\" is not like 0.0.1"]],
    ["type: \"action\",", "", ["type is missing"]],
    ["[See the documentation](https://example.com/tea)", "", ["description does not end in a link, [See the documentation](https://...)"]],
    [", readOnlyHint: false", "", ["annotations.readOnlyHint is missing"]],
    ["Make Tea", "A Tea", ["name \"A Tea\" begins with an article"]],
    ["        app,\n", "", ["no app is among its props"]],
    ["label: \"Cup\",", "", ["prop cup: label is missing"]],
    [", description: \"For example `blue`.\"", "", ["prop cup: description is missing"]],
    ["label: \"Cup\",", "label: \"Cup\", reloadProps: true,", ["reloadProps keeps agents from using it"]],
  ];

  test("says what is wrong where one thing is changed, all in one go", async () => {
    await Promise.all(changes.map(async ([from, to], index) => {
      const text = whole.replace(from, to);
      expect(text).not.toBe(whole);
      const place = join(home, `change-${index}/actions/make-tea`);
      await mkdir(place, { recursive: true });
      await writeFile(join(place, "make-tea.mjs"), text);
    }));
    const { code, stdout } = await shell(["check", "--json"]);
    expect(code).toBe(1);
    const checked = JSON.parse(stdout) as { path: string; problems: string[] }[];
    expect(new Map(checked.map(({ path, problems }) => [path, problems]))).toStrictEqual(
      new Map(changes.map(([, , problems], index) => [`change-${index}/actions/make-tea/make-tea.mjs`, problems])),
    );
  });

  test("says what is wrong with a source", async () => {
    const text = "const app = { type: \"app\", app: \"tea\" }; export default { key: \"tea-tea\", name: \"Tea\", version: \"0.0.1\", type: \"source\", description: \"Tea.\", annotations: { a: 1 }, props: { app }, run() {} };";
    expect((await check(text, "sources/tea/tea.mjs")).problems).toStrictEqual([
      "name \"Tea\" does not begin with \"New \"", "description does not begin with \"Emit new \"",
      "a source has no annotations", "dedupe is missing",
    ]);
  });

  test("says what only the registry's plugin sees, by its rule; where a rule fails, the others do their work", async () => {
    await install("eslint", "@pipedream/eslint-plugin-pipedream");
    const spread = whole.replace("key: \"tea-make-tea\",", "...{ key: \"tea-make-tea\" },");
    expect((await check(spread)).problems).toStrictEqual(["Components must export a key property. (pipedream/required-properties-key)"]);
    const computed = spread.replace("\"0.0.1\"", "[0, 0, 1].join(\".\")");
    expect((await check(computed)).problems).toStrictEqual([
      "Components must export a key property. (pipedream/required-properties-key)",
      expect.stringMatching(/^the rule fails on it: .*\(pipedream\/no-ts-version\)$/),
    ]);
  });

  test("a component that cannot be loaded is a problem too", async () => {
    expect((await check("export default { key: \"tea-make-tea\", run( };")).problems).toEqual([expect.stringContaining("SyntaxError")]);
  });
});
