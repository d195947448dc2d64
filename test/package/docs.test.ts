/** The pages of docs/ that are made from the components: fresh, and true. */
import { describe, expect, test } from "@jest/globals";
import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Example } from "../../scripts/docs/action-page.ts";
import { examples } from "../../scripts/docs/examples.ts";
import { argument } from "../../scripts/docs/markdown.ts";
import { examplesFile, pages } from "../../scripts/docs/pages.ts";
import { withoutIds } from "../../scripts/docs/run-examples.ts";
import { runAction } from "../support/binder.ts";
import { control } from "../support/control.ts";
import { useEmulator } from "../support/emulator.ts";
import { usePicturesFolder } from "../support/folder.ts";

const run = promisify(execFile);
const poorKey = "sk-emulator-without-credits";

test("`npm run docs` would write what is there, and nothing else is there", async () => {
  const made = await pages();
  for (const [path, text] of made) expect([path, await readFile(path, "utf8")]).toEqual([path, text]);
  const there = readdirSync("docs/actions").filter((name) => name.endsWith(".md")).map((name) => `docs/actions/${name}`);
  expect(there.sort()).toEqual([...made.keys()].filter((path) => path.startsWith("docs/actions/")).sort());
});

test("every file that a page shows or links is there", async () => {
  for (const [path, text] of await pages()) {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = ""]) => join(dirname(path), link));
    const inputs = [...text.matchAll(/docs\/examples\/[\w.-]+/g)].map(([input]) => input);
    for (const file of [...links, ...inputs]) expect([path, file, existsSync(file)]).toEqual([path, file, true]);
  }
});

test("a value on a command line is one word for the shell", () => {
  expect([7, "a.png", "A castle", "it's", "", { a: 1 }].map(argument))
    .toEqual(["7", "a.png", "'A castle'", "'it'\\''s'", "''", "'{\"a\":1}'"]);
});

describe("what a page says that an action returns, it returns", () => {
  const emulator = useEmulator({ asOf: "any", startingCredits: 1000, ripensAfterMillis: 0 });
  const folder = usePicturesFolder();

  /** Nobody has to wait for what is drawn: without credits, a good request ends at the till. */
  async function statusOf(curl: string): Promise<string> {
    const command = `${curl.trim().replace("https://api.stability.ai", emulator.url())} -s -o /dev/null -w '%{http_code}'`;
    const { stdout } = await run("bash", ["-c", command], { env: { ...process.env, DREAMSTUDIO_API_KEY: poorKey } });
    return stdout;
  }

  test("its curl command is one that the API takes", async () => {
    await control(emulator.url(), "PUT", "/credits", { key: poorKey, credits: 0 });
    const statuses: Record<string, string> = {};
    for (const [path, text] of await pages()) {
      const [, curl] = /```sh\n(curl [^]*?)```/.exec(text) ?? [];
      if (curl !== undefined) statuses[path] = await statusOf(curl);
    }
    const names = Object.keys(statuses);
    expect(names.length).toBeGreaterThan(25);
    // 402 and, of v1, 429 say that credits are missing; 404 that there is no result of that id.
    const odd = names.filter((path) => !/^(200|402|429)$/.test(statuses[path] ?? ""));
    expect(odd.map((path) => [path, statuses[path]])).toStrictEqual([["docs/actions/get-generation-result.md", "404"]]);
  }, 60_000);

  /** Bytes depend on the encoder, credits that are left on what ran before, and a seed is drawn where none is given. */
  const steady = ({ result, props }: Example): unknown => {
    const varying = ["bytes", "credits", "body", ..."seed" in props ? [] : ["seed"]];
    return JSON.parse(JSON.stringify(result, (key, value: unknown) => varying.includes(key) ? undefined : value));
  };

  test.each(Object.entries(examples))("%s", async (name, props) => {
    const shown = (JSON.parse(await readFile(examplesFile, "utf8")) as Record<string, Example>)[name];
    // What is started is ready at once, so that nobody has to wait for it.
    const { result } = await runAction(name, props, { methods: { _sleep: () => Promise.resolve() } });
    const now = JSON.parse(withoutIds(JSON.stringify({ props, result }), folder.path())) as Example;
    expect(now.props).toEqual(shown?.props);
    expect(steady(now)).toEqual(shown && steady(shown));
  });
});
