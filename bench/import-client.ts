/** Imports a built action on top of what every host has loaded already, and tells the parent how long it took. */
import "@pipedream/platform";
import "form-data";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [name = ""] = process.argv.slice(2);
const path = join(import.meta.dirname, `../../components/dreamstudio/actions/${name}/${name}.mjs`);
const startedAt = performance.now();
await import(pathToFileURL(path).href);
process.send?.({ millis: performance.now() - startedAt });
process.disconnect();
