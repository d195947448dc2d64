/** The lint plugin of Pipedream's registry, where a project has it, and ESLint, installed. */
import type { ESLint, Linter } from "eslint";
import { createRequire } from "node:module";
import { extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { isObject } from "../component/component.ts";
import { textOf } from "../component/load.ts";
import { messageOf } from "../component/runtime-error.ts";

export const pluginName = "@pipedream/eslint-plugin-pipedream";

export interface Finding {
  /** Without the name of the plugin, for example `props-label`. */
  rule: string;
  message: string;
}

/** What the plugin says of a file. */
export type Lint = (path: string) => Finding[];

/** The registry has this one switched off. */
const unused = "default-value-required-for-optional-props";

/** The plugin looks at nothing else, and what a build made is long. */
const isLiteral = /\bexport\s+default\s*\{|\bmodule\.exports\s*=/;

/** Whether the plugin has a say about it: not about TypeScript, which the registry does not lint. */
export const isLintable = (path: string): boolean => !/\.m?ts$/.test(extname(path)) && isLiteral.test(textOf(path));

/** A package of the project whose components are checked, or of the runtime itself. */
async function importFrom(folder: string, name: string): Promise<unknown> {
  for (const place of [join(resolve(folder), "components.mjs"), import.meta.url]) {
    try {
      const module = await import(pathToFileURL(createRequire(place).resolve(name)).href) as Record<string, unknown>;
      return module["default"] ?? module;
    } catch {
      // The other place may have it.
    }
  }
  return undefined;
}

const isPlugin = (value: unknown): value is ESLint.Plugin => isObject(value) && isObject(value["rules"]);

const isEslint = (value: unknown): value is { Linter: typeof Linter } =>
  isObject(value) && typeof value["Linter"] === "function";

/** @returns `undefined` where ESLint or the plugin is not installed */
export async function openLint(folder: string): Promise<Lint | undefined> {
  const [eslint, plugin] = await Promise.all([importFrom(folder, "eslint"), importFrom(folder, pluginName)]);
  if (!isEslint(eslint) || !isPlugin(plugin)) return undefined;
  const linter = new eslint.Linter({ configType: "flat" });
  const rules = Object.keys(plugin.rules ?? {}).filter((rule) => rule !== unused);
  const lint = (text: string, names: readonly string[]): Finding[] => {
    const config = {
      plugins: { pipedream: plugin },
      rules: Object.fromEntries(names.map((name) => [`pipedream/${name}`, "error" as const])),
    };
    return linter.verify(text, [config], { filename: "component.mjs" }).flatMap(({ ruleId, message }) =>
      // The address of the guidelines, behind each message, says no more.
      ruleId === null ? [] : [{ rule: ruleId.replace("pipedream/", ""), message: message.replace(/ See https:\S+$/, "") }]);
  };
  const attempt = (text: string, rule: string): Finding[] => {
    try {
      return lint(text, [rule]);
    } catch (error) {
      return [{ rule, message: `the rule fails on it: ${messageOf(error).split("\n", 1)[0] ?? ""}` }];
    }
  };
  return (path) => {
    if (!isLintable(path)) return [];
    const text = textOf(path);
    try {
      return lint(text, rules);
    } catch {
      // Some rules take it for granted that what they look at is a literal.
      return rules.flatMap((rule) => attempt(text, rule));
    }
  };
}
