/** The tree that a pull request to Pipedream's repository needs, made from the components. */
import { readdir, readFile } from "node:fs/promises";
import { posix, relative } from "node:path";
import { cached } from "./cache.ts";
import { importsOf } from "./imports.ts";
import { inRegistryStyle } from "./style.ts";
import { toJavaScript } from "./to-javascript.ts";

interface PackageJson {
  name: string;
  version: string;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  [other: string]: unknown;
}

/** The version of the package as a module: Node 20 imports no JSON without words that are newer than ES2021. */
const versionModule = "common/package.mjs";

/** The registry takes every other module for a component, unless `common` stands in its path. */
const placeOf = (path: string): string => path === "package.json"
  ? versionModule
  : path.replace(/^operations\//, "common/operations/").replace(/\.ts$/, ".mjs");

const relativeFrom = (folder: string, path: string): string => {
  const way = posix.relative(folder, path);
  return way.startsWith(".") ? way : `./${way}`;
};

async function sourcesIn(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(folder, posix.join(entry.parentPath, entry.name)))
    .filter((path) => !path.includes("node_modules"));
  const texts = await Promise.all(paths.sort().map(async (path) =>
    [path, await readFile(posix.join(folder, path), "utf8")] as const));
  return new Map(texts);
}

const packageOf = (specifier: string): string => specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1).join("/");

/** @throws Error for an import of a package that neither the components nor this project know the version of */
function manifest(own: PackageJson, rootVersions: Record<string, string>, files: Iterable<string>): string {
  const known = { ...rootVersions, ...own.devDependencies, ...own.dependencies };
  const names = [...files].flatMap(importsOf).filter((name) => !/^(node:|\.)/.test(name)).map(packageOf);
  const dependencies = Object.fromEntries([...new Set(names)].sort().map((name) => {
    const version = known[name];
    if (version === undefined) throw new Error(`no version is known of ${name}`);
    return [name, version];
  }));
  const { name, version, description, license, main, keywords, homepage, author, publishConfig } = own;
  return `${JSON.stringify(
    { name, version, description, license, type: "module", main, keywords, homepage, author, publishConfig, dependencies },
    null,
    2,
  )}\n`;
}

/** @returns nothing for what holds types alone, and has nothing to run */
async function rewritten(path: string, text: string): Promise<string> {
  const place = placeOf(path);
  const rename = (specifier: string) => relativeFrom(
    posix.dirname(place),
    placeOf(posix.join(posix.dirname(path), specifier)),
  );
  const script = toJavaScript(path, text, rename);
  const code = script.replace(/export \{\s*\};?/, "").replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
  return code.trim() === "" ? "" : inRegistryStyle(place, script);
}

/**
 * @param folder of the components' sources
 * @returns the text of each file by its path below `components/dreamstudio` in the registry
 * @throws Error if a source cannot be rewritten
 */
export async function registryTree(folder: string): Promise<Map<string, string>> {
  const tree = new Map<string, string>();
  const rewrite = cached(rewritten);
  for (const [path, text] of await sourcesIn(folder)) {
    const script = await rewrite(path, text);
    if (script !== "") tree.set(placeOf(path), script);
  }
  const own = JSON.parse(await readFile(posix.join(folder, "package.json"), "utf8")) as PackageJson;
  const root = JSON.parse(await readFile("package.json", "utf8")) as PackageJson;
  tree.set(versionModule, `export const version = "${own.version}";\n`);
  tree.set("package.json", manifest(own, root.devDependencies, [...tree.values()]));
  tree.set("README.md", await readFile(posix.join(folder, "README.md"), "utf8"));
  return tree;
}
