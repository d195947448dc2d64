/** `npm run version`: raises the version of each component whose code changed since it was last recorded. */
import { execFileSync } from "node:child_process";
import { builtComponents, componentsFolder } from "./publish/built.ts";
import { raiseVersions, readManifest, writeManifest } from "./publish/manifest.ts";

const manifest = await readManifest().catch(() => ({}));
const raised = await raiseVersions(componentsFolder, await builtComponents(componentsFolder), manifest);
for (const { key, from, to } of raised) console.log(`${key}: ${from} -> ${to}`);
if (raised.length > 0) execFileSync("node", ["scripts/build.mjs"], { stdio: "inherit" });
// A module that was imported once stays as it was, so the new files are read by a process of their own.
if (raised.length > 0) execFileSync("node", [process.argv[1] ?? ""], { stdio: "inherit" });
else await writeManifest(await builtComponents(componentsFolder));
