// Before `npm pack` of the emulator or the runtime (`node ../scripts/pack.mjs`, run in its folder): its types, a build
// for CommonJS, and the licence, beside the ES modules that scripts/build.mjs makes in its dist/ folder.
import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

const workspace = basename(process.cwd());
process.chdir(join(import.meta.dirname, ".."));
const dist = `${workspace}/dist`;
const types = `${dist}/types`;
const run = (...args) => execFileSync(process.execPath, args, { stdio: ["ignore", 2, 2] });
run("scripts/build.mjs");
run("node_modules/typescript/bin/tsc", "--project", `${workspace}/tsconfig.types.json`);

const entries = ["index", "jest"].filter((name) => existsSync(`${workspace}/${name}.ts`));
const relativeImport = /(from "|import\(")(\.[^"]*)\.ts"/g;

/** What an entry shows, with all that this needs: nobody can import the rest. */
const reached = new Set();
function reach(path) {
  if (reached.has(path)) return;
  reached.add(path);
  for (const [, , to] of readFileSync(path, "utf8").matchAll(relativeImport)) reach(join(dirname(path), `${to}.d.ts`));
}
for (const name of [...entries, "workbench/index"]) if (existsSync(`${types}/${name}.d.ts`)) reach(`${types}/${name}.d.ts`);

// What a declaration imports is a declaration: it has no file that ends in .ts.
for (const entry of readdirSync(types, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  if (!entry.isFile()) continue;
  if (reached.has(path)) writeFileSync(path, readFileSync(path, "utf8").replaceAll(relativeImport, "$1$2.js\""));
  else rmSync(path);
}

await build({
  absWorkingDir: process.cwd(),
  entryPoints: entries.map((name) => `${workspace}/${name}.ts`),
  outdir: `${dist}/cjs`,
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "node20",
  packages: "external",
  define: { "import.meta.url": "addressOfThisFile" },
  banner: { js: "const addressOfThisFile = require(\"node:url\").pathToFileURL(__filename).href;" },
  logLevel: "warning",
});
writeFileSync(`${dist}/cjs/package.json`, "{ \"type\": \"commonjs\" }\n");
// Threads run the ES modules, whichever build starts them.
if (existsSync(`${dist}/worker.mjs`)) writeFileSync(`${dist}/cjs/worker.mjs`, "export * from \"../worker.mjs\";\n");
cpSync(types, `${dist}/cjs/types`, { recursive: true });
cpSync("LICENSE", `${workspace}/LICENSE`);
