/** What Pipedream's registry asks of components, asked of the components as built. */
import pipedream from "@pipedream/eslint-plugin-pipedream";
import { describe, expect, test } from "@jest/globals";
import { Linter, type ESLint } from "eslint";
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";

type Json = Record<string, unknown>;

const folder = join(process.cwd(), "components/dreamstudio");

async function load(path: string): Promise<Json> {
  const module = await import(pathToFileURL(join(folder, path)).href) as { default: Json };
  return module.default;
}

const app = await load("dreamstudio.app.mjs");
const loadAll = (kind: "actions" | "sources") => Promise.all(
  readdirSync(join(folder, kind)).filter((name) => name !== "common").map(async (name) => [name, await load(`${kind}/${name}/${name}.mjs`)] as const),
);
const actions = await loadAll("actions");
const sources = await loadAll("sources");

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
const isApp = (value: unknown) => isObject(value) && value["type"] === "app";

/** A component as the literal that Pipedream's rules can read: they see nothing behind a spread or a call. */
function toLiteral(value: unknown): string {
  if (isApp(value)) return "app";
  if (typeof value === "function") return "() => undefined";
  if (Array.isArray(value)) return `[${value.map(toLiteral).join(", ")}]`;
  if (!isObject(value)) return value === undefined ? "undefined" : JSON.stringify(value);
  return `{ ${Object.entries(value).map(([key, entry]) => `${JSON.stringify(key)}: ${toLiteral(entry)}`).join(", ")} }`;
}

const plugin = pipedream as ESLint.Plugin;
const rules = Object.keys(pipedream.rules).map((name) => `pipedream/${name}`);

/** The rules that a component breaks. */
const broken = (component: Json): (string | null)[] => new Linter()
  .verify(`const app = {}; export default ${toLiteral(component)};`, {
    plugins: { pipedream: plugin },
    rules: Object.fromEntries(rules.map((rule) => [rule, "error"])),
  })
  .map(({ ruleId, message }) => ruleId ?? message);

/** Props that the platform fills in: the rules ask for no words on them. */
const exemptTypes = new Set<unknown>(["dir", "$.interface.timer"]);

/** What a component has besides its apps; `db: "$.service.db"` is short for a type. */
const propsOf = ({ props }: Json): [string, Json][] => Object.entries(props as Json)
  .filter(([, prop]) => !isApp(prop))
  .map(([name, prop]) => [name, isObject(prop) ? prop : { type: prop }]);

describe.each([
  ...actions.map(([name, action]) => ["action", name, action] as const),
  ...sources.map(([name, source]) => ["source", name, source] as const),
])("%s %s", (kind, name, component) => {
  const definitions = app["propDefinitions"] as Record<string, Json>;
  const props = propsOf(component).filter(([, { type }]) => type !== "$.service.db");

  test("keeps every rule of Pipedream's lint plugin", () => {
    expect(rules).toHaveLength(12);
    expect(broken(component)).toStrictEqual([]);
  });

  test("has a key and a version as the registry wants them, and is named after its folder", () => {
    expect(component).toMatchObject({ type: kind, key: `dreamstudio-${name}` });
    expect(component["version"]).toMatch(/^\d+\.\d+\.\d+$/);
    expect(component["name"]).not.toMatch(/dreamstudio|stability/i);
  });

  test("ends its description in a link to the documentation", () => {
    expect(component["description"]).toMatch(/ \[See the documentation\]\(https:\/\/[^)\s]+\)$/);
  });

  test("has the app first, and required props before optional ones", () => {
    const [first] = Object.values(component["props"] as Json);
    expect(isApp(first)).toBe(true);
    const optional = props.filter(([, { type }]) => !exemptTypes.has(type)).map(([, prop]) => prop["optional"] === true);
    expect(optional).toStrictEqual([...optional].sort((a, b) => Number(a) - Number(b)));
  });

  test("describes every prop, also those that the app defines", () => {
    for (const [prop, written] of props) {
      if (exemptTypes.has(written["type"])) continue;
      const [, definition] = (written["propDefinition"] ?? []) as [unknown, string?];
      const { label, description } = { ...definition !== undefined && definitions[definition], ...written };
      expect([prop, label]).toStrictEqual([prop, expect.stringMatching(/^[A-Z]/)]);
      expect([prop, description]).toStrictEqual([prop, expect.stringMatching(/^[A-Z].*Example: `.+`\.$/)]);
    }
  });

  test("is one file: it imports nothing but what Pipedream installs, and Node", async () => {
    const { readFile } = await import("node:fs/promises");
    const text = await readFile(join(folder, `${kind}s/${name}/${name}.mjs`), "utf8");
    const imported = [...text.matchAll(/^import .* from "([^"]+)";$/gm)].map(([, from = ""]) => from);
    const others = imported.filter((from) => !/^(node:|@pipedream\/platform$|axios$|form-data$)/.test(from));
    // Only this one touches pixels, which is native code.
    expect(others).toStrictEqual(name === "fit-image" ? ["sharp"] : []);
  });
});

/** The actions that make no files. */
const onlyTell = ["account", "balance", "list-engines"];

describe.each(actions)("action %s", (name, action) => {
  test("shares its files by the File Stash: those it reads, those it writes, or none", () => {
    const props = propsOf(action);
    const takesFiles = props.some(([prop, { format }]) => format === "file-ref" || prop === "files");
    const syncDir = { type: "dir", accessMode: takesFiles ? "read-write" : "write", sync: true };
    expect(props.find(([prop]) => prop === "syncDir")?.[1]).toStrictEqual(onlyTell.includes(name) ? undefined : syncDir);
  });
});

describe.each(sources)("source %s", (_name, source) => {
  test("has nothing that only actions have", () => {
    expect(Object.keys(source).filter((field) => ["annotations", "ai"].includes(field))).toStrictEqual([]);
  });

  test("polls every 15 minutes, keeps its state in the db, and dedupes", () => {
    expect(source).toMatchObject({
      dedupe: "unique",
      props: {
        db: "$.service.db",
        timer: { type: "$.interface.timer", default: { intervalSeconds: 15 * 60 } },
      },
    });
  });

  test("has its own methods private, and a sample", () => {
    expect(Object.keys(source["methods"] as Json).filter((name) => !name.startsWith("_"))).toStrictEqual([]);
    expect(source["sampleEmit"]).toStrictEqual(expect.any(Object));
  });
});

describe("the app", () => {
  test("has the name of its folder and its file", () => {
    expect(app).toMatchObject({ type: "app", app: basename(folder) });
  });

  test("describes every prop that it defines", () => {
    for (const definition of Object.values(app["propDefinitions"] as Record<string, Json>)) {
      expect(definition).toMatchObject({
        label: expect.stringMatching(/^[A-Z]/) as unknown,
        description: expect.stringMatching(/\.$/) as unknown,
        options: expect.any(Function) as unknown,
      });
    }
  });

  test("keeps private what is not for actions", () => {
    expect(Object.keys(app["methods"] as Json).filter((name) => name.startsWith("_")))
      .toStrictEqual(["_connect", "_sleep", "_make"]);
  });
});
