/** Builds the site of all pages into a folder, which any web server can serve, and a browser open without one. */
import { build } from "esbuild";
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { layout } from "./layout.ts";
import { readSite, type SitePage } from "./pages.ts";
import type { SearchDocument } from "./page/search.ts";

const searchDocuments = (pages: readonly SitePage[]): SearchDocument[] => pages.flatMap(({ url, title, sections }) =>
  sections.map(({ heading, slug, text }) => ({ id: `${url}#${slug}`, title, heading, text })));

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/**
 * @param root the folder of the repository
 * @param folder is emptied before
 * @returns how many pages it has
 * @throws Error with all links that lead nowhere; then nothing is written
 */
export async function buildSite(root: string, folder: string): Promise<number> {
  const { pages, files, problems } = readSite(root);
  if (problems.length > 0) throw new Error(`Links lead nowhere:\n${problems.join("\n")}`);
  await rm(folder, { recursive: true, force: true });
  for (const page of pages) await write(join(folder, page.url), layout(root, page, pages));
  for (const file of files) await cp(join(root, file), join(folder, file));
  await cp("scripts/site/page/site.css", join(folder, "site.css"));
  await build({
    entryPoints: ["scripts/site/page/search.ts"],
    outfile: join(folder, "search.js"),
    bundle: true,
    minify: true,
    target: ["chrome120", "firefox121", "safari17.4"],
    define: { DOCUMENTS: JSON.stringify(searchDocuments(pages)) },
    logLevel: "warning",
  });
  return pages.length;
}
