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
const names = readdirSync(join(folder, "actions"));
const actions = await Promise.all(names.map(async (name) => [name, await load(`actions/${name}/${name}.mjs`)] as const));

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

const without = (object: Json, ...path: string[]): Json => {
  const [name = "", ...rest] = path;
  const { [name]: inner, ...others } = object;
  return rest.length === 0 ? others : { ...others, [name]: without(inner as Json, ...rest) };
};

describe.each(actions)("%s", (name, action) => {
  const props = Object.entries(action["props"] as Json).filter(([, prop]) => !isApp(prop)) as [string, Json][];
  const definitions = app["propDefinitions"] as Record<string, Json>;

  test("keeps every rule of Pipedream's lint plugin", () => {
    expect(rules).toHaveLength(12);
    expect(broken(action)).toStrictEqual([]);
  });

  test("breaks each rule as soon as what the rule asks for is gone", () => {
    for (const property of ["key", "name", "version", "description", "type"]) {
      expect(broken(without(action, property))).toContain(`pipedream/required-properties-${property}`);
    }
    expect(broken(without(action, "annotations"))).toStrictEqual(["pipedream/action-annotations"]);
    for (const hint of ["destructiveHint", "openWorldHint", "readOnlyHint"]) {
      expect(broken(without(action, "annotations", hint))).toStrictEqual(["pipedream/action-annotations"]);
    }
    expect(broken({ ...action, version: "0.0.{{ts}}" })).toStrictEqual(["pipedream/no-ts-version"]);
    for (const [prop, { type, propDefinition, optional }] of props) {
      const isExempt = type === "dir" || propDefinition !== undefined;
      for (const field of isExempt ? [] : ["label", "description"]) {
        expect(broken(without(action, "props", prop, field))).toStrictEqual([`pipedream/props-${field}`]);
      }
      if (optional === undefined) continue;
      expect(broken(without(action, "props", prop, "default")))
        .toStrictEqual(["pipedream/default-value-required-for-optional-props"]);
    }
  });

  test("has a key and a version as the registry wants them, and is named after its folder", () => {
    expect(action).toMatchObject({ type: "action", key: `dreamstudio-${name}` });
    expect(action["version"]).toMatch(/^\d+\.\d+\.\d+$/);
    expect(action["name"]).not.toMatch(/dreamstudio|stability/i);
  });

  test("ends its description in a link to the documentation", () => {
    expect(action["description"]).toMatch(/ \[See the documentation\]\(https:\/\/[^)\s]+\)$/);
  });

  test("has the app first, and required props before optional ones", () => {
    const [first] = Object.values(action["props"] as Json);
    expect(isApp(first)).toBe(true);
    const optional = props.filter(([, { type }]) => type !== "dir").map(([, prop]) => prop["optional"] === true);
    expect(optional).toStrictEqual([...optional].sort((a, b) => Number(a) - Number(b)));
  });

  test("describes every prop, also those that the app defines", () => {
    for (const [prop, written] of props) {
      if (written["type"] === "dir") continue;
      const [, definition] = (written["propDefinition"] ?? []) as [unknown, string?];
      const { label, description } = { ...definition !== undefined && definitions[definition], ...written };
      expect([prop, label]).toStrictEqual([prop, expect.stringMatching(/^[A-Z]/)]);
      expect([prop, description]).toStrictEqual([prop, expect.stringMatching(/^[A-Z].*Example: `.+`\.$/)]);
    }
  });

  test("shares its files by the File Stash: those it reads, those it writes, or none", () => {
    const takesFiles = props.some(([prop, { format }]) => format === "file-ref" || prop === "files");
    const isReadOnly = (action["annotations"] as Json)["readOnlyHint"];
    const syncDir = { type: "dir", accessMode: takesFiles ? "read-write" : "write", sync: true };
    expect(props.find(([prop]) => prop === "syncDir")?.[1]).toStrictEqual(isReadOnly === true ? undefined : syncDir);
  });

  test("is one file: it imports nothing but what Pipedream installs, and Node", async () => {
    const { readFile } = await import("node:fs/promises");
    const text = await readFile(join(folder, `actions/${name}/${name}.mjs`), "utf8");
    const imported = [...text.matchAll(/^import .* from "([^"]+)";$/gm)].map(([, from = ""]) => from);
    expect(imported.filter((from) => !/^(node:|@pipedream\/platform$|axios$|form-data$)/.test(from))).toStrictEqual([]);
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

  test("keeps private what is not for actions: one method talks HTTP", () => {
    expect(Object.keys(app["methods"] as Json).filter((name) => name.startsWith("_"))).toStrictEqual(["_request", "_call", "_makePictures"]);
  });
});
