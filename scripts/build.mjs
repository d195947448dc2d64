// Builds everything that runs, with esbuild, in under a second:
// - each Pipedream component into one self-contained .mjs beside its source (what `pd publish` takes),
// - the emulator and the local runtime into their dist/ folders,
// - the root's scripts, tests and benchmarks into build/.
// A built file whose source is gone is removed.
import { build } from "esbuild";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

const componentsFolder = "components/dreamstudio";

/** The paths of all files below a folder, dependencies left out. */
function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes("node_modules"));
}

/** A component is the app, or an action or source in a folder of its own name. */
const isComponent = (path) => /\.app\.ts$|(actions|sources)\/([^/]+)\/\2\.ts$/.test(path);

const componentFiles = filesBelow(componentsFolder);
const components = componentFiles.filter(isComponent);
for (const path of componentFiles.filter((path) => path.endsWith(".mjs"))) {
  if (!existsSync(path.replace(/\.mjs$/, ".ts"))) rmSync(path);
}
for (const folder of ["emulator/dist", "runtime/dist", "build"]) {
  rmSync(folder, { recursive: true, force: true });
}

/** The licences of these libraries ask that their notices go along with the copies inside our bundles. */
const bundledLicences = ["p-map/license"]
  .map((path) => `${path.split("/")[0]}:\n${readFileSync(`node_modules/${path}`, "utf8").trim()}`)
  .join("\n\n");

const common = {
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  outExtension: { ".js": ".mjs" },
  logLevel: "warning",
};

await Promise.all([
  build({
    ...common,
    entryPoints: components,
    outdir: componentsFolder,
    outbase: componentsFolder,
    // Pipedream installs what stays external in its latest version, so only these three do.
    external: ["@pipedream/platform", "axios", "form-data"],
    banner: {
      js: `// Built from the TypeScript sources beside it.\n/* Contains\n${bundledLicences}\n*/`,
    },
  }),
  ...["emulator", "runtime"].map((workspace) => build({
    ...common,
    entryPoints: ["index", "main"].map((name) => `${workspace}/${name}.ts`).filter((path) => existsSync(path)),
    outdir: `${workspace}/dist`,
    packages: "external",
    sourcemap: "inline",
  })),
  build({
    ...common,
    entryPoints: ["scripts", "test", "bench"].flatMap(filesBelow)
      .filter((path) => /^(scripts|bench)\/[^/]+\.ts$|\.test\.ts$/.test(path)),
    outdir: "build",
    outbase: ".",
    packages: "external",
    sourcemap: "inline",
  }),
]);
