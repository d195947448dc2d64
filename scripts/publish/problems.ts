/** What would keep Pipedream from taking a built component. */
import { importsOf } from "../registry/imports.ts";
import type { BuiltComponent } from "./built.ts";

/** Pure JavaScript that Pipedream installs by itself, or has. */
const taken = new Set(["@pipedream/platform", "axios", "form-data", "sharp"]);

/** One line for each; none if it would be taken. */
export function problemsOf({ path, key, version, code }: BuiltComponent): string[] {
  const name = path.split("/").at(-1) ?? "";
  const strangers = importsOf(code).filter((specifier) => !specifier.startsWith("node:") && !taken.has(specifier));
  return [
    ...key === `dreamstudio-${name}` ? [] : [`its key should be dreamstudio-${name}`],
    ...(/^\d+\.\d+\.\d+$/.test(version) ? [] : ["its version is not of the form 1.2.3"]),
    ...strangers.map((specifier) => specifier.startsWith(".")
      ? `imports ${specifier}, which pd does not take along`
      : `imports ${specifier}, which is not known to be installed there`),
    ...(code.match(/^export (?:default|\{)/gm)?.length === 1 ? [] : ["has not exactly one export"]),
  ];
}
