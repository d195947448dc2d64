/** The build, in a small copy of the house. */
import { expect, test } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { usePicturesFolder } from "../support/folder.ts";

const house = usePicturesFolder();

async function write(path: string, text: string) {
  await mkdir(dirname(join(house.path(), path)), { recursive: true });
  await writeFile(join(house.path(), path), text);
}

const isBuilt = (path: string) => existsSync(join(house.path(), "components/dreamstudio", path));

test("each component becomes one file beside its source, and one whose source is gone goes", async () => {
  await write("components/dreamstudio/dreamstudio.app.ts", "export default { type: 'app' as const };");
  await write("components/dreamstudio/common/words.ts", "export const hello: string = 'hello';");
  await write("components/dreamstudio/actions/greet/greet.ts", "import { hello } from '../../common/words.ts'; export default { hello };");
  await write("components/dreamstudio/actions/greet/helper.ts", "export const helper = 1;");
  await write("components/dreamstudio/actions/gone/gone.mjs", "export default {};");
  for (const workspace of ["emulator", "runtime"]) await write(`${workspace}/index.ts`, "export const x = 1;");
  for (const folder of ["scripts", "test", "bench"]) await mkdir(join(house.path(), folder));
  await symlink(join(process.cwd(), "node_modules"), join(house.path(), "node_modules"));

  execFileSync("node", [join(process.cwd(), "scripts/build.mjs")], { cwd: house.path() });

  expect(isBuilt("dreamstudio.app.mjs")).toBe(true);
  expect(isBuilt("actions/gone/gone.mjs")).toBe(false);
  expect(isBuilt("actions/greet/helper.mjs")).toBe(false);
  expect(isBuilt("common/words.mjs")).toBe(false);
  const built = await readFile(join(house.path(), "components/dreamstudio/actions/greet/greet.mjs"), "utf8");
  expect(built).not.toMatch(/^import /m);
  expect(built).toContain("\"hello\"");
});
