/** `options <component> <prop>`: shows what a prop offers. */
import type { ComponentDescription } from "../component/describe.ts";
import { closest } from "../component/suggest.ts";
import { propOptions } from "../isolation/ask.ts";
import { createRedactor, secretsOf } from "../component/redact.ts";
import { userProps, type Given } from "./component-flags.ts";
import { exitCodeOf, reportError, reportOptions, reportShapeOf } from "./report.ts";
import { workerFor, type Setting } from "./setting.ts";
import { UseError } from "./use-error.ts";

/** `page-size`, `pageSize` and `PageSize` name one prop. */
const plain = (name: string) => name.toLowerCase().replaceAll(/[-_]/g, "");

/** @throws UseError if the component has no such prop */
export function propNamed(description: ComponentDescription, written: string): string {
  const names = userProps(description).map(({ name }) => name);
  const name = names.find((it) => it === written) ?? names.find((it) => plain(it) === plain(written));
  if (name !== undefined || description.hasAdditionalProps) return name ?? written;
  const near = closest(written, names);
  throw new UseError(`${description.name} has no prop "${written}".${near === undefined ? "" : ` Do you mean ${near}?`}`);
}

/** @returns the exit code */
export async function optionsCommand(
  description: ComponentDescription,
  prop: string,
  given: Given,
  setting: Setting,
): Promise<number> {
  const { output, environment, accounts } = setting;
  const limits = given.limits(setting.limits);
  const name = propNamed(description, prop);
  const page = given.number("page") ?? 0;
  const { options, error, logs, requests, context } = await propOptions(description.path ?? "", name, {
    props: await given.props(),
    auth: accounts,
    environment,
    limits,
    ...workerFor(setting, limits),
    page,
    query: given.text("query") ?? "",
  });
  for (const { text } of logs) output.stderr.write(`${text}\n`);
  if (error !== null) {
    if (given.has("json")) reportShapeOf(error, output, { logs, requests });
    reportError(error, output);
  } else {
    const redactor = createRedactor(Object.values(accounts).flatMap((account) => secretsOf(account)));
    const shown = options.map(({ label, value }) => ({ label: redactor.text(label), value: redactor.value(value) }));
    reportOptions(shown, { json: given.has("json"), output });
    if (context !== undefined && !given.has("json")) output.stderr.write(`There may be more: --page ${page + 1}\n`);
  }
  return exitCodeOf(error);
}
