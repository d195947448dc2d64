/** The packages that Pipedream publishes, an app each, installed into a folder of their own. */
import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** @returns the folder of the package; `undefined` if the registry does not have it */
export async function install(name: string, folder: string): Promise<string | undefined> {
  const place = join(folder, "node_modules", name);
  if (existsSync(place)) return place;
  if (!existsSync(join(folder, "package.json"))) await writeFile(join(folder, "package.json"), "{ \"private\": true }\n");
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund"];
  await run("npm", ["install", ...flags, name], { cwd: folder }).catch(() => undefined);
  return existsSync(place) ? place : undefined;
}

const namesIn = (folder: string) => existsSync(folder) ? readdirSync(folder) : [];

/** How the registry lays components out: actions/<name>/<name>.mjs, and sources alike. */
export const componentsOf = (place: string, kind: "action" | "source"): string[] =>
  namesIn(join(place, `${kind}s`)).flatMap((name) => [".mjs", ".js", ".ts"]
    .map((extension) => join(place, `${kind}s`, name, name + extension))
    .filter((path) => existsSync(path))
    .slice(0, 1));
