// Before `npm pack` of the runtime: its types, and a build for CommonJS, beside the ES modules in runtime/dist.
import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

process.chdir(join(import.meta.dirname, ".."));
const run = (...args) => execFileSync(process.execPath, args, { stdio: ["ignore", 2, 2] });
run("scripts/build.mjs");

const types = "runtime/dist/types";
run("node_modules/typescript/bin/tsc", "--project", "runtime/tsconfig.types.json");

// What a declaration imports is a declaration: it has no file that ends in .ts.
for (const entry of readdirSync(types, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  if (entry.isFile()) writeFileSync(path, readFileSync(path, "utf8").replaceAll(/(from "\.[^"]*|import\("\.[^"]*)\.ts"/g, "$1.js\""));
}

await build({
  entryPoints: ["runtime/index.ts", "runtime/jest.ts"],
  outdir: "runtime/dist/cjs",
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "node20",
  packages: "external",
  define: { "import.meta.url": "addressOfThisFile" },
  banner: { js: "const addressOfThisFile = require(\"node:url\").pathToFileURL(__filename).href;" },
  logLevel: "warning",
});
writeFileSync("runtime/dist/cjs/package.json", "{ \"type\": \"commonjs\" }\n");
cpSync(types, "runtime/dist/cjs/types", { recursive: true });
