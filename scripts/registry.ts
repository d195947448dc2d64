/** `npm run registry`: registry/components/dreamstudio/, as a pull request to Pipedream's repository needs it. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { lintRegistry } from "./registry/style.ts";
import { registryTree } from "./registry/tree.ts";

const folder = "registry/components/dreamstudio";
const tree = await registryTree("components/dreamstudio");
await rm(folder, { recursive: true, force: true });
for (const [path, text] of tree) {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}
const problems = lintRegistry(tree);
for (const problem of problems) console.error(problem);
console.log(`${tree.size} files in ${folder}, ${problems.length} problems found by the registry's rules`);
if (problems.length > 0) process.exitCode = 1;
