/**
 * `npm run publish:check` says of each component what Pipedream would take and what changed since it was last recorded;
 * `npm run publish:check -- --pin` also writes build/publish/, whose imports name their versions.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { builtComponents, changeOf, componentsFolder } from "./publish/built.ts";
import { readManifest } from "./publish/manifest.ts";
import { pinned } from "./publish/pinned.ts";
import { problemsOf } from "./publish/problems.ts";

const pins = process.argv.includes("--pin");
const manifest = await readManifest();
const rows = [];
for (const component of await builtComponents(componentsFolder)) {
  const { path, key, version, code } = component;
  const change = changeOf(component, manifest[path]);
  const problems = problemsOf(component);
  rows.push({ key, version, KiB: Math.ceil(code.length / 1024), change, problems: problems.join("; ") });
  if (problems.length > 0 || change === "needs a higher version") process.exitCode = 1;
  if (!pins) continue;
  const file = join("build/publish", `${path}.mjs`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, await pinned(code));
}
console.table(rows);
