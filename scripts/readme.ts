/** `npm run readme` writes the tables of README.md that follow from the components. */
import { readFile, writeFile } from "node:fs/promises";
import { withTables } from "./readme/tables.ts";

const path = "README.md";
await writeFile(path, await withTables(await readFile(path, "utf8")));
