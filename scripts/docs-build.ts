/** `npm run docs:build`: README, docs/ and the other pages as a site with search, in build/site/. */
import { buildSite } from "./site/build.ts";

const folder = "build/site";
console.log(`${await buildSite(".", folder)} pages in ${folder}/`);
