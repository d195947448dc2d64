/** What stands around each page: the list of all pages, and the search. */
import { posix } from "node:path";
import { groups, pathsOf, type SitePage } from "./pages.ts";

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("\"", "&quot;");

function listOf(root: string, page: SitePage, pages: readonly SitePage[]): string {
  const item = ({ path, url, title }: SitePage) => {
    const current = path === page.path ? " aria-current=\"page\"" : "";
    return `<li><a href="${posix.relative(posix.dirname(page.path), url)}"${current}>${escaped(title)}</a></li>`;
  };
  return groups.map(([title, patterns]) => {
    const own = pathsOf(root, patterns).flatMap((path) => pages.filter((one) => one.path === path));
    const isOpen = own.length < 12 || own.some(({ path }) => path === page.path);
    return `<details${isOpen ? " open" : ""}><summary>${title}</summary><ul>${own.map(item).join("\n")}</ul></details>`;
  }).join("\n");
}

/** A whole document, whose own files are `site.css` and `search.js` in the folder of the site. */
export function layout(root: string, page: SitePage, pages: readonly SitePage[]): string {
  const up = posix.relative(posix.dirname(page.path), ".");
  const base = up === "" ? "" : `${up}/`;
  return `<!doctype html>
<html lang="en" data-base="${base}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(page.title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${base}site.css">
<script defer src="${base}search.js"></script>
</head>
<body>
<header>
<a href="${base}index.html">DreamStudio for Pipedream</a>
<search>
<input type="search" id="search" placeholder="Search" aria-label="Search all pages" autocomplete="off">
<p id="count" role="status"></p>
<ol id="found"></ol>
</search>
</header>
<nav aria-label="Pages">${listOf(root, page, pages)}</nav>
<main>${page.html}</main>
</body>
</html>
`;
}
