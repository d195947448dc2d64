/** What Node's loader learns where components run: TypeScript, imports with a version, a missing typing. */
import type * as esbuild from "esbuild";
import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { LoadHook, ResolveHook } from "node:module";
import { fileURLToPath } from "node:url";

const isTypeScript = (url: string) => /\.m?ts(\?|$)/.test(url);

/** `axios@0.19.2` and `@scope/name@1.2.3/part`: the name, what asks for a version, the part. */
const pinned = /^((?:@[^/@]+\/)?[^/@]+)@[^/]+(\/.*)?$/;

/** What a TypeScript file may mean when it names another without its ending. */
const endings = ["", ".ts", ".mts", ".mjs", ".js", "/index.ts", "/index.mjs", "/index.js"];

/** The functions of `@pipedream/types` return what they get, so a component runs where the package is not installed. */
const typesOfPipedream = "data:text/javascript,"
  + ["defineApp", "defineAction", "defineSource", "defineComponent"].map((name) => `export const ${name}=(it)=>it;`).join("");

function withEnding(specifier: string, parent: string): string | undefined {
  const written = new URL(specifier, parent);
  const stems = [written.href, written.href.replace(/\.m?js$/, "")];
  return stems.flatMap((stem) => endings.map((ending) => stem + ending))
    .find((url) => /\.\w+$/.test(url) && existsSync(fileURLToPath(url)));
}

/** The address of a file with the time of its last change: a changed file is another module. */
function dated(url: string): string {
  const isFile = url.startsWith("file:") && !url.includes("?");
  const changed = isFile ? statSync(fileURLToPath(url), { throwIfNoEntry: false })?.mtimeMs : undefined;
  return changed === undefined ? url : `${url}?changed=${changed}`;
}

export const resolve: ResolveHook = async (specifier, context, next) => {
  const { parentURL: parent } = context;
  if (specifier.startsWith(".") && parent !== undefined && isTypeScript(parent)) {
    const found = withEnding(specifier, parent);
    if (found !== undefined) return { url: parent.includes("?changed=") ? dated(found) : found, shortCircuit: true };
  }
  const unpinned = specifier.replace(/^npm:/, "").replace(pinned, "$1$2");
  const isOurs = /^[./]|^\w+:/.test(specifier);
  try {
    const found = await next(isOurs ? specifier : unpinned, context);
    return parent?.includes("?changed=") === true && specifier.startsWith(".") ? { ...found, url: dated(found.url) } : found;
  } catch (error) {
    if (specifier === "@pipedream/types") return { url: typesOfPipedream, shortCircuit: true };
    throw error;
  }
};

export const load: LoadHook = async (url, context, next) => {
  if (!isTypeScript(url)) return next(url, context);
  const path = fileURLToPath(url);
  // Only those who write TypeScript wait for it.
  const { transform } = await import("esbuild") as typeof esbuild;
  const { code } = await transform(await readFile(path, "utf8"), {
    loader: "ts",
    format: "esm",
    target: "node20",
    sourcemap: "inline",
    sourcefile: path,
  }).catch((error: unknown) => {
    const text = error instanceof Error ? error.message.replace(/^Transform failed.*\n/, "") : String(error);
    throw Object.assign(new Error(text), { code: "ERR_SYNTAX" });
  });
  return { format: "module", source: code, shortCircuit: true };
};
