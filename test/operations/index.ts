/** The rows of every operation of the components that has a place in the API's documents, one file each. */
import { readdirSync } from "node:fs";
import { basename } from "node:path";
import type { Row } from "./row.ts";

const names = readdirSync("test/operations/rows").map((file) => basename(file, ".ts")).sort();

export const rows: readonly Row[] = await Promise.all(names.map(async (name) => {
  const { row } = await import(`./rows/${name}.ts`) as { row: Row };
  return row;
}));
