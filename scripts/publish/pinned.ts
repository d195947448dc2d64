/** Pipedream installs the newest version of what a component imports, unless the import names one. */
import { readFile } from "node:fs/promises";
import { renameImports, importsOf } from "../registry/imports.ts";

const isPackage = (specifier: string): boolean => !/^(?:\.|node:)/.test(specifier);

async function installedVersion(name: string): Promise<string> {
  const { version } = JSON.parse(await readFile(`node_modules/${name}/package.json`, "utf8")) as { version: string };
  return version;
}

/** A built component whose imports name the versions that are installed here: `form-data@4.0.6`. */
export async function pinned(code: string): Promise<string> {
  const names = [...new Set(importsOf(code).filter(isPackage))];
  const versions = new Map(await Promise.all(names.map(async (name) => [name, await installedVersion(name)] as const)));
  return renameImports(code, (name) => versions.has(name) ? `${name}@${versions.get(name) ?? ""}` : name);
}
