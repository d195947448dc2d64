/** The pages of docs/ that are made from the components: fresh, and true. */
import { describe, expect, test } from "@jest/globals";
import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Example } from "../../scripts/docs/action-page.ts";
import { examples } from "../../scripts/docs/examples.ts";
import { argument } from "../../scripts/docs/markdown.ts";
import { examplesFile, pages } from "../../scripts/docs/pages.ts";
import { withoutIds } from "../../scripts/docs/run-examples.ts";
import { runAction } from "../support/binder.ts";
import { useEmulator } from "../support/emulator.ts";
import { usePicturesFolder } from "../support/folder.ts";

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
  useEmulator({ asOf: "any", startingCredits: 1000, ripensAfterMillis: 0 });
  const folder = usePicturesFolder();

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
