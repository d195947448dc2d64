/** `npm run registry`: what a pull request to Pipedream's repository would hold. */
import { beforeAll, afterAll, describe, expect, test } from "@jest/globals";
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { promisify } from "node:util";
import sharp from "sharp";
import { wrapComments } from "../../scripts/registry/comments.ts";
import { lintRegistry } from "../../scripts/registry/style.ts";
import { toJavaScript } from "../../scripts/registry/to-javascript.ts";
import { runAction } from "../support/binder.ts";
import { useEmulator } from "../support/emulator.ts";
import { usePicturesFolder } from "../support/folder.ts";

const run = promisify(execFile);
let clone = "";
let folder = "";
let printed = "";
const tree = new Map<string, string>();

beforeAll(async () => {
  clone = await mkdtemp(join(tmpdir(), "dreamstudio-registry-"));
  folder = join(clone, "registry/components/dreamstudio");
  for (const name of ["components", "node_modules", "package.json", "package-lock.json"]) await symlink(resolve(name), join(clone, name));
  printed = (await run("node", [resolve("build/scripts/registry.mjs")], { cwd: clone })).stdout;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) tree.set(relative(folder, path), await readFile(path, "utf8"));
  }
}, 120_000);

afterAll(() => rm(clone, { recursive: true, force: true }));

const scripts = () => [...tree.keys()].filter((path) => path.endsWith(".mjs"));

describe("the tree", () => {
  test("passes the registry's rules", () => {
    expect(printed).toBe(`${tree.size} files in registry/components/dreamstudio, 0 problems found by the registry's rules\n`);
  });

  test("would fail them if it broke one", () => {
    const broken = new Map([
      ["actions/x/x.mjs", "export default { key: 'dreamstudio-x', type: 'action' }\n"],
      ["common/newer.mjs", "class Newer {\n  #field = 1;\n}\n"],
    ]);
    const problems = lintRegistry(broken).join("\n");
    for (const name of ["quotes", "semi", "object-curly-newline", "action-annotations", "required-properties-version"]) {
      expect(problems).toContain(name);
    }
    expect(problems).toContain("common/newer.mjs:2 Parsing error");
  });

  test("has a file for each source, and a key in each that is not common", () => {
    expect(scripts()).toContain("common/operations/v2/edit/erase.mjs");
    for (const path of scripts().filter((one) => !/(^|\/)common\/|test-event|\.app\.mjs$/.test(one))) {
      expect([path, tree.get(path)]).toEqual([path, expect.stringMatching(/^ {2}key: "dreamstudio-[a-z0-9-]+",$/m)]);
    }
  });

  test("has no TypeScript and no private name", () => {
    for (const path of scripts()) {
      const text = tree.get(path) ?? "";
      expect([path, text]).toEqual([path, expect.not.stringMatching(/\.ts"|(?:this|\w)\.#|^import type/m)]);
    }
  });

  test("every file loads", async () => {
    const loadAll = `for (const path of ${JSON.stringify(scripts())}) await import("./" + path);`;
    await run("node", ["--input-type=module", "--eval", loadAll], { cwd: folder });
  }, 60_000);

  test("package.json names what is imported, and nothing else", async () => {
    const { dependencies } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
    };
    const imported = scripts().flatMap((path) => [...(tree.get(path) ?? "").matchAll(/^(?:import .*|\} )from "([^.":]+)";$/gm)])
      .map(([, name]) => name);
    expect(Object.keys(dependencies)).toEqual([...new Set(imported)].sort());
    for (const version of Object.values(dependencies)) expect(version).toMatch(/^\^\d+\.\d+\.\d+$/);
  });
});

describe("its actions run", () => {
  useEmulator({ asOf: "any" });
  const pictures = usePicturesFolder();

  test("text to image, an edit of its picture, and the balance", async () => {
    const { result } = await runAction("generate-core", { prompt: "a lighthouse" }, { folder });
    expect((await sharp(result.filePath ?? "").metadata()).format).toBe("png");

    const { result: cut } = await runAction("remove-background", { image: result.filePath }, { folder });
    expect((await sharp(cut.filePath ?? "").metadata()).hasAlpha).toBe(true);

    const { exports } = await runAction("balance", {}, { folder });
    expect(exports["$summary"]).toMatch(/credits/);
    expect(await pictures.files()).toHaveLength(2);
  });
});

describe("a source becomes readable JavaScript", () => {
  test("blank lines and comments stay, types go, imports and private names are renamed", () => {
    const source = `/** A subject. */
import { one } from "../one.ts";
import type { Two } from "./two.ts";

// What it is for.
export class Thing {
  readonly #name: string = one;

  name(): Two { return \`\${this.#name}

 \`; }
}
`;
    const script = toJavaScript("thing.ts", source, (specifier) => specifier.replace(".ts", ".mjs"));
    expect(script).toBe(`/** A subject. */
import { one } from "../one.mjs";

// What it is for.
export class Thing {
    constructor() {
        this._name = one;
    }

    name() {
        return \`\${this._name}

 \`;
    }
}
`);
  });

  test("a source that is not TypeScript is named", () => {
    expect(() => toJavaScript("broken.ts", "export const = 1;", (same) => same)).toThrow(/broken\.ts: /);
  });

  test("comments flow into the width", () => {
    const words = "one two three four five six seven eight nine ten eleven twelve";
    expect(wrapComments(`  // ${words}\n  // thirteen.\n  // @tag stays\nconst x = 1;`, 40)).toBe([
      "  // one two three four five six seven",
      "  // eight nine ten eleven twelve",
      "  // thirteen.",
      "  // @tag stays",
      "const x = 1;",
    ].join("\n"));
    expect(wrapComments(`/** ${words} */`, 40).split("\n")).toEqual([
      "/**", " * one two three four five six seven", " * eight nine ten eleven twelve", " */",
    ]);
    expect(wrapComments(" * short\n * lines\n * stay", 40)).toBe(" * short\n * lines\n * stay");
  });
});
