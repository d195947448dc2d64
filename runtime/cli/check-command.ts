/** `check [folder]`: what Pipedream's registry asks of components. */
import { basename, dirname, extname, relative } from "node:path";
import { findComponents } from "../component/catalog.ts";
import type { ComponentDescription } from "../component/describe.ts";
import { describeAll } from "../isolation/describe-all.ts";
import { exitCodes } from "./report.ts";
import type { Setting } from "./setting.ts";

const hints = ["destructiveHint", "openWorldHint", "readOnlyHint"] as const;

const needsNoLabel = /^(app|alert|dir|\$\..*)$/;

const isDocumented = (text: string) => /\[[^\]]+\]\(https?:\/\/[^)]+\)\s*$/.test(text.trim());

/** Rules of the registry's reviewers and of its lint plugin, each with what is wrong. */
function* faultsOf(component: ComponentDescription, path: string): Generator<string> {
  const { key, name, version, description, kind, isTyped, annotations, apps, props, dedupe } = component;
  if (!isTyped) yield "type is missing";
  if (key === undefined) yield "key is missing";
  if (version === undefined) yield "version is missing";
  else if (!/^\d+\.\d+\.\d+$/.test(version)) yield `version "${version}" is not like 0.0.1`;
  if (description === "") yield "description is missing";
  else if (kind === "action" && !isDocumented(description)) yield "description does not end in a link, [See the documentation](https://...)";
  if (key !== undefined && !/^[a-z\d_]+(-[a-z\d]+)+$/.test(key)) yield `key "${key}" is not like app-do-something`;
  const file = basename(path, extname(path));
  if (key !== undefined && !key.endsWith(`-${file}`)) yield `key "${key}" does not end in the name of its file, ${file}`;
  if (basename(dirname(path)) !== file) yield `its folder is not called ${file}`;
  if (apps.length === 0) yield "no app is among its props";
  if (kind === "action") {
    for (const hint of hints) if (typeof annotations[hint] !== "boolean") yield `annotations.${hint} is missing`;
    if (/^(a|an|the) /i.test(name)) yield `name "${name}" begins with an article`;
  } else {
    if (!/^New /.test(name)) yield `name "${name}" does not begin with "New "`;
    if (!/^Emit new /.test(description)) yield "description does not begin with \"Emit new \"";
    if (Object.keys(annotations).length > 0) yield "a source has no annotations";
    if (dedupe === undefined) yield "dedupe is missing";
  }
  for (const prop of props.filter(({ type }) => !needsNoLabel.test(type))) {
    if (prop.label === prop.name) yield `prop ${prop.name}: label is missing`;
    if (prop.description === undefined) yield `prop ${prop.name}: description is missing`;
  }
  if (props.some(({ reloadProps }) => reloadProps)) yield "reloadProps keeps agents from using it";
}

/** @returns the exit code: 1 if there is something to mend */
export async function checkCommand(folder: string, json: boolean, { output, environment }: Setting): Promise<number> {
  const entries = await describeAll(findComponents(folder).map(({ path }) => path), environment);
  const checked = entries.map(({ path, description, error }) => ({
    path: relative(folder, path),
    problems: description === null ? [error.message] : [...faultsOf(description, path)],
  }));
  const faulty = checked.filter(({ problems }) => problems.length > 0);
  const lines = faulty.flatMap(({ path, problems }) => [path, ...problems.map((problem) => `  ${problem}`)]);
  const summary = `${checked.length} components, ${faulty.length} with something to mend.`;
  output.stdout.write(json ? `${JSON.stringify(checked, null, 2)}\n` : `${[...lines, summary].join("\n")}\n`);
  return faulty.length === 0 ? exitCodes.success : exitCodes.component;
}
