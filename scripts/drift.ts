/**
 * `npm run drift -- <openapi.json>` compares a document of the API with what the components and the emulator say, and
 * ends with 1 if something differs that is not listed (drift/exceptions.ts), or is listed and differs no more. It also
 * lists the facts that nobody has seen for a year, as of `--today YYYY-MM-DD`.
 */
import { parseArgs } from "node:util";
import { OpenApiDocument } from "./drift/document.ts";
import type { Exception } from "./drift/exceptions.ts";
import { facts, parseDay, staleFacts } from "./drift/facts.ts";
import { reportOn, rowOf } from "./drift/report.ts";

const usage = "npm run drift -- <openapi.json> [--today YYYY-MM-DD]";

function complain(error: unknown): never {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exit(2);
}

function readArguments(): { document: OpenApiDocument; today: string } {
  try {
    const { positionals: [file, ...others], values: { today = new Date().toISOString().slice(0, 10) } } =
      parseArgs({ allowPositionals: true, options: { today: { type: "string" } } });
    if (file === undefined || others.length > 0) throw new Error("Which document? Name one file.");
    return { document: OpenApiDocument.read(file), today: parseDay(today) };
  } catch (error) {
    return complain(error);
  }
}

const { document, today } = readArguments();
const { operations, listed, unlisted, unused } = await reportOn(document);
const stale = staleFacts(facts(), today);
if (stale.length > 0) console.log("Not seen for more than a year, so look again:");
if (stale.length > 0) console.table(stale);
if (unlisted.length > 0) console.table(unlisted.map(rowOf));
const unusedRows = unused.map(([where, documented, reason]: Exception) => ({ where, documented, reason }));
if (unused.length > 0) console.log("Listed in scripts/drift/exceptions.ts, but the document says so no more:");
if (unused.length > 0) console.table(unusedRows);
console.log(`Operations compared: ${operations}. New differences: ${unlisted.length}. `
  + `Listed with their reason: ${listed}. Listed in vain: ${unused.length}.`);
process.exitCode = unlisted.length + unused.length > 0 ? 1 : 0;
