/** `pipedream-local`: the command behind bin.mjs. */
import { readFileSync } from "node:fs";
import { main } from "./cli/command-line.ts";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };

process.exitCode = await main(process.argv.slice(2), { version });
