/**
 * `npm run docs` makes the pages of docs/ that come from the components; `npm run docs -- --examples [name…]` runs
 * their examples anew before, all of them or those that are named.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { writeExamplePictures } from "./docs/example-pictures.ts";
import { pages } from "./docs/pages.ts";
import { runExamples } from "./docs/run-examples.ts";

const [flag, ...names] = process.argv.slice(2);
if (flag === "--examples") {
  await writeExamplePictures();
  await runExamples(names);
} else if (flag !== undefined) {
  throw new Error(`npm run docs knows no ${flag}, only --examples`);
}
const made = await pages();
for (const [path, text] of made) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
console.log(`${made.size} pages in docs/`);
