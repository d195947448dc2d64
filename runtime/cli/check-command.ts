/** `check [folder]`: what Pipedream's registry asks of components. */
import { basename, dirname, extname, relative } from "node:path";
import { findComponents } from "../component/catalog.ts";
import type { ComponentDescription } from "../component/describe.ts";
import { describeAll } from "../isolation/describe-all.ts";
import { openLint, pluginName, type Lint } from "./lint.ts";
import { exitCodes } from "./report.ts";
import type { Setting } from "./setting.ts";

const hints = ["destructiveHint", "openWorldHint", "readOnlyHint"] as const;

const needsNoLabel = /^(app|alert|dir|\$\..*)$/;

const isDocumented = (text: string) => /\[[^\]]+\]\(https?:\/\/[^)]+\)\s*$/.test(text.trim());

/** Where the lint plugin has a rule for it, its name; the component itself shows what its text may hide. */
interface Fault {
  rule?: string;
  problem: string;
}

const required = (property: string) => ({ rule: `required-properties-${property}`, problem: `${property} is missing` });

function* faultsOfWords({ key, version, description, kind, isTyped }: ComponentDescription): Generator<Fault> {
  if (!isTyped) yield required("type");
  if (key === undefined) yield required("key");
  else if (!/^[a-z\d_]+(-[a-z\d]+)+$/.test(key)) yield { problem: `key "${key}" is not like app-do-something` };
  if (version === undefined) yield required("version");
  else if (!/^\d+\.\d+\.\d+$/.test(version)) yield { rule: "no-ts-version", problem: `version "${version}" is not like 0.0.1` };
  if (description === "") yield required("description");
  else if (kind === "action" && !isDocumented(description)) {
    yield { problem: "description does not end in a link, [See the documentation](https://...)" };
  }
}

function* faultsOfPlace({ key }: ComponentDescription, path: string): Generator<Fault> {
  const file = basename(path, extname(path));
  if (key !== undefined && !key.endsWith(`-${file}`)) {
    yield { problem: `key "${key}" does not end in the name of its file, ${file}` };
  }
  if (basename(dirname(path)) !== file) yield { problem: `its folder is not called ${file}` };
}

function* faultsOfAction({ name, annotations }: ComponentDescription): Generator<Fault> {
  for (const hint of hints) {
    if (typeof annotations[hint] !== "boolean") yield { rule: "action-annotations", problem: `annotations.${hint} is missing` };
  }
  if (/^(a|an|the) /i.test(name)) yield { problem: `name "${name}" begins with an article` };
}

function* faultsOfSource({ name, description, annotations, dedupe }: ComponentDescription): Generator<Fault> {
  if (!/^New /.test(name)) yield { rule: "source-name", problem: `name "${name}" does not begin with "New "` };
  if (!/^Emit new /.test(description)) {
    yield { rule: "source-description", problem: "description does not begin with \"Emit new \"" };
  }
  if (Object.keys(annotations).length > 0) yield { problem: "a source has no annotations" };
  if (dedupe === undefined) yield { problem: "dedupe is missing" };
}

function* faultsOfProps({ apps, props }: ComponentDescription): Generator<Fault> {
  if (apps.length === 0) yield { problem: "no app is among its props" };
  for (const { name, label, description } of props.filter(({ type }) => !needsNoLabel.test(type))) {
    if (label === name) yield { rule: "props-label", problem: `prop ${name}: label is missing` };
    if (description === undefined) yield { rule: "props-description", problem: `prop ${name}: description is missing` };
  }
  if (props.some(({ reloadProps }) => reloadProps)) yield { problem: "reloadProps keeps agents from using it" };
}

/** Rules of the registry's reviewers, and what its lint plugin finds besides. */
export function problemsOf(component: ComponentDescription, path: string, lint: Lint | undefined): string[] {
  const faults = [
    ...faultsOfWords(component),
    ...faultsOfPlace(component, path),
    ...component.kind === "action" ? faultsOfAction(component) : faultsOfSource(component),
    ...faultsOfProps(component),
  ];
  const known = new Set(faults.map(({ rule }) => rule));
  const found = lint?.(path).filter(({ rule }) => !known.has(rule)) ?? [];
  return [...faults.map(({ problem }) => problem), ...found.map(({ rule, message }) => `${message} (pipedream/${rule})`)];
}

/** @returns the exit code: 1 if there is something to mend */
export async function checkCommand(folder: string, json: boolean, { output, environment }: Setting): Promise<number> {
  const lint = await openLint(folder);
  if (lint === undefined) {
    output.stderr.write(`The rules of ${pluginName} are left out: npm install --save-dev eslint ${pluginName}\n`);
  }
  const entries = await describeAll(findComponents(folder).map(({ path }) => path), environment);
  const checked = entries.map(({ path, description, error }) => ({
    path: relative(folder, path),
    problems: description === null ? [error.message] : problemsOf(description, path, lint),
  }));
  const faulty = checked.filter(({ problems }) => problems.length > 0);
  const lines = faulty.flatMap(({ path, problems }) => [path, ...problems.map((problem) => `  ${problem}`)]);
  const summary = `${checked.length} components, ${faulty.length} with something to mend.`;
  output.stdout.write(json ? `${JSON.stringify(checked, null, 2)}\n` : `${[...lines, summary].join("\n")}\n`);
  return faulty.length === 0 ? exitCodes.success : exitCodes.component;
}
