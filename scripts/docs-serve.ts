/** `npm run docs:serve`: the same site on this machine; PORT chooses the port. */
import { buildSite } from "./site/build.ts";
import { serveFolder } from "./site/serve.ts";

const folder = "build/site";
await buildSite(".", folder);
const { url } = await serveFolder(folder, Number(process.env["PORT"] ?? 0));
console.log(`The documentation is at ${url}\nCtrl+C ends it.`);
