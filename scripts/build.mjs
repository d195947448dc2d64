// Builds everything that runs, with esbuild, in under a second:
// - each Pipedream component into one self-contained .mjs beside its source (what `pd publish` takes),
// - the emulator and the local runtime into their dist/ folders, the workbench's page among them,
// - the root's scripts, tests and benchmarks into build/.
// A built file whose source is gone is removed.
import { build } from "esbuild";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, extname, join } from "node:path";

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
const licencesOf = (...paths) => paths
  .map((path) => `${path.slice(0, path.lastIndexOf("/"))}:\n${readFileSync(`node_modules/${path}`, "utf8").trim()}`)
  .join("\n\n");

/** The parts of a workspace that are imported, run or forked by themselves, by their names in its dist/ folder. */
const entriesOf = (workspace) => Object.entries({
  index: "index.ts",
  main: "main.ts",
  // The runtime runs components in processes of their own, which begin with `child` and load with `hooks`.
  jest: "jest.ts",
  child: "child.ts",
  hooks: "hooks.ts",
  worker: "worker.ts",
  workbench: "workbench/index.ts",
})
  .map(([out, path]) => ({ out, in: `${workspace}/${path}` }))
  .filter((entry) => existsSync(entry.in));

const page = "runtime/workbench/page";

const common = {
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  outExtension: { ".js": ".mjs" },
  logLevel: "warning",
};

/** Pipedream installs what stays external in its latest version, so only these three do. */
const installed = ["@pipedream/platform", "axios", "form-data"];

const isFitImage = (path) => path.endsWith("/fit-image.ts");

const buildComponents = (entryPoints, external) => build({
  ...common,
  entryPoints,
  outdir: componentsFolder,
  outbase: componentsFolder,
  external,
  banner: {
    js: `// Built from the TypeScript sources beside it.\n/* Contains\n${licencesOf("p-map/license")}\n*/`,
  },
});

await Promise.all([
  buildComponents(components.filter((path) => !isFitImage(path)), installed),
  // What touches pixels cannot be bundled: it is native code.
  buildComponents(components.filter(isFitImage), [...installed, "sharp"]),
  ...["emulator", "runtime"].map((workspace) => build({
    ...common,
    entryPoints: entriesOf(workspace),
    outdir: `${workspace}/dist`,
    packages: "external",
    splitting: true,
    // A process for a component is there the sooner the less it reads.
    sourcemap: workspace === "emulator" && "inline",
  })),
  ...existsSync(page) ? [build({
    entryPoints: ["main.tsx", "index.html", "icon.svg", "styles/main.css"]
      .map((name) => ({ in: `${page}/${name}`, out: basename(name, extname(name)) })),
    outdir: "runtime/dist/workbench/page",
    bundle: true,
    // What only some need, such as the viewer of models, is a file of its own.
    splitting: true,
    format: "esm",
    platform: "browser",
    target: ["chrome120", "firefox121", "safari17.4"],
    loader: { ".html": "copy", ".svg": "copy" },
    jsx: "automatic",
    jsxImportSource: "preact",
    minify: true,
    logLevel: "warning",
    banner: {
      js: `/* Contains\n${licencesOf("preact/LICENSE", "@preact/signals/LICENSE", "marked/LICENSE", "three/LICENSE")}\n*/`,
    },
  })] : [],
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
