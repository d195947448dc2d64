/** The pages of the site: which Markdown files it consists of, and where their links lead. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { render, type Rendered } from "./render.ts";

export interface SitePage extends Rendered {
  /** As `docs/actions/erase.md`. */
  path: string;
  /** As `docs/actions/erase.html`. */
  url: string;
}

export interface Site {
  pages: readonly SitePage[];
  /** Files that pages show or link, by their paths. */
  files: ReadonlySet<string>;
  /** Links that lead nowhere, each with its page. */
  problems: readonly string[];
}

/** In the order in which the site lists them. */
export const groups: readonly (readonly [title: string, patterns: readonly string[]])[] = [
  ["Start", ["README.md"]],
  ["Guides", ["docs/*.md"]],
  ["Actions and sources", ["docs/actions/README.md", "docs/actions/*.md"]],
  ["What is reproduced", ["emulator/FIDELITY.md", "runtime/FIDELITY.md"]],
  ["The project", ["ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "components/dreamstudio/README.md"]],
];

/** A path, or those of all files of a folder, as `docs/*.md`. */
function pathsLike(root: string, pattern: string): string[] {
  const [folder = "", end] = pattern.split("*");
  if (end === undefined) return [pattern];
  return readdirSync(join(root, folder)).filter((name) => name.endsWith(end)).sort().map((name) => `${folder}${name}`);
}

/** The Markdown files of a group. */
export const pathsOf = (root: string, patterns: readonly string[]): string[] =>
  [...new Set(patterns.flatMap((pattern) => pathsLike(root, pattern)))];

const urlOf = (path: string) => path.replace(/README\.md$/, "index.html").replace(/\.md$/, ".html");

const isExternal = (href: string) => /^[a-z]+:/.test(href);

/** Where a link of a page leads in the repository: to a file, or to the README of a folder. */
function targetOf(root: string, page: string, href: string): { path: string; hash: string } {
  const [file = "", hash = ""] = href.split("#");
  const path = file === "" ? page : posix.join(posix.dirname(page), decodeURIComponent(file));
  const readme = posix.join(path, "README.md");
  return { path: existsSync(join(root, readme)) ? readme : path, hash };
}

class Reader {
  readonly files = new Set<string>();
  readonly #root: string;
  readonly #pages: ReadonlySet<string>;

  constructor(root: string, pages: ReadonlySet<string>) {
    this.#root = root;
    this.#pages = pages;
  }

  read(path: string): SitePage {
    const markdown = readFileSync(join(this.#root, path), "utf8");
    return { path, url: urlOf(path), ...render(markdown, (href) => this.#urlFor(path, href)) };
  }

  /** A folder of the repository has no page, so that a link to it is text. */
  #urlFor(page: string, href: string): string | undefined {
    if (isExternal(href)) return href;
    const { path, hash } = targetOf(this.#root, page, href);
    const file = join(this.#root, path);
    if (!this.#pages.has(path)) {
      if (!existsSync(file) || statSync(file).isDirectory()) return undefined;
      this.files.add(path);
    }
    const url = posix.relative(posix.dirname(page), urlOf(path));
    return hash === "" ? url : `${path === page ? "" : url}#${hash}`;
  }
}

function problemsOf(root: string, pages: readonly SitePage[]): string[] {
  const byPath = new Map(pages.map((page) => [page.path, page]));
  return pages.flatMap(({ path, links }) => links.filter((href) => !isExternal(href)).flatMap((href) => {
    const { path: target, hash } = targetOf(root, path, href);
    if (!existsSync(join(root, target))) return [`${path}: ${href} is not there`];
    const slugs = byPath.get(target)?.sections.map(({ slug }) => slug) ?? [];
    return hash === "" || slugs.includes(hash) ? [] : [`${path}: ${href} names no heading`];
  }));
}

/** @param root the folder of the repository */
export function readSite(root: string): Site {
  const paths = groups.flatMap(([, patterns]) => pathsOf(root, patterns));
  const reader = new Reader(root, new Set(paths));
  const pages = paths.map((path) => reader.read(path));
  return { pages, files: reader.files, problems: problemsOf(root, pages) };
}
