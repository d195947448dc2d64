/** The site of `npm run docs:build`: every link leads somewhere, and a reader finds things in it with a browser. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import axe from "axe-core";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { buildSite } from "../../scripts/site/build.ts";
import { readSite } from "../../scripts/site/pages.ts";
import { render } from "../../scripts/site/render.ts";
import { serveFolder } from "../../scripts/site/serve.ts";
import { launchBrowser } from "../workbench/support/browser.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dreamstudio-site-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

test("no link of any page leads nowhere", () => {
  expect(readSite(".").problems).toStrictEqual([]);
});

describe("a link that leads nowhere is found, and nothing is built", () => {
  /** A repository of a few pages, all that the site expects. */
  async function repositoryWith(readme: string): Promise<string> {
    const root = await mkdtemp(join(folder, "repository-"));
    const others = ["ARCHITECTURE", "CONTRIBUTING", "CHANGELOG", "SECURITY", "components/dreamstudio/README",
      "emulator/FIDELITY", "runtime/FIDELITY", "docs/guide", "docs/actions/README"];
    for (const name of others) {
      await mkdir(dirname(join(root, name)), { recursive: true });
      await writeFile(join(root, `${name}.md`), `# ${name}\n\n## A part, of it\n\nWords.\n`);
    }
    await writeFile(join(root, "README.md"), `# Start\n\n${readme}\n`);
    return root;
  }

  test.each([
    ["[x](docs/gone.md)", ["README.md: docs/gone.md is not there"]],
    ["![x](gone.png)", ["README.md: gone.png is not there"]],
    ["[x](#gone)", ["README.md: #gone names no heading"]],
    ["[x](docs/guide.md#gone)", ["README.md: docs/guide.md#gone names no heading"]],
    ["[x][there]\n\n[there]: ../outside.md", ["README.md: ../outside.md is not there"]],
    ["| a |\n| --- |\n| [x](gone.md) |", ["README.md: gone.md is not there"]],
    ["`[x](gone.md)` [x](#start) [x](docs/guide.md#a-part-of-it) [x](docs/actions) [x](https://example.org/gone)", []],
  ])("%j", async (readme, problems) => {
    const root = await repositoryWith(readme);
    expect(readSite(root).problems).toStrictEqual(problems);
    const out = join(root, "site");
    const built = await buildSite(root, out).then(() => "built", (error: unknown) => String(error));
    expect(built).toBe(problems.length === 0 ? "built" : `Error: Links lead nowhere:\n${problems.join("\n")}`);
    expect((await readdir(root)).includes("site")).toBe(problems.length === 0);
  });
});

test("headings have the anchors that GitHub gives them, and what looks like HTML is text", () => {
  const { html, sections } = render("# What it *is*\n\n## `a_b`, c!\n\n## `a_b`, c!\n\nAsk <b>\"x\"</b> `<key>`.", () => undefined);
  expect(sections.map(({ slug }) => slug)).toStrictEqual(["what-it-is", "a_b-c", "a_b-c-1"]);
  expect(sections.at(-1)?.text).toContain("<key>");
  expect(html).not.toContain("<b>");
  expect(html).toContain("<h2 id=\"a_b-c-1\">");
});

describe("in a browser", () => {
  let browser: Browser | undefined;
  let server: Server | undefined;
  let url = "";
  const site = () => join(folder, "site");
  beforeAll(async () => {
    await buildSite(".", site());
    ({ url, server } = await serveFolder(site(), 0));
    browser = await launchBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  async function open(address: string) {
    if (browser === undefined) throw new Error("there is no browser");
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("requestfailed", (request) => complaints.push(request.url()));
    page.on("request", (request) => {
      if (!/^(http:\/\/127\.0\.0\.1|file:|data:)/.test(request.url())) complaints.push(request.url());
    });
    await page.goto(address);
    return { page, complaints };
  }

  test("a search finds the page of an action, and leads to it from another folder", async () => {
    const { page, complaints } = await open(`${url}/docs/actions/erase.html`);
    const search = page.getByRole("searchbox");
    await search.fill("remove backgr");
    await page.getByRole("status").getByText("found").waitFor();
    expect(await page.locator("#found a").first().textContent()).toBe("Remove Background");
    await search.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Remove Background" }).waitFor();
    expect(page.url()).toBe(`${url}/docs/actions/remove-background.html#remove-background`);
    await page.getByRole("searchbox").fill("qqqqqqqq");
    await page.getByText("Nothing found").waitFor();
    expect(complaints).toStrictEqual([]);
  });

  test("pages open from the disk too, with their pictures", async () => {
    const { page, complaints } = await open(pathToFileURL(join(site(), "index.html")).href);
    await page.getByRole("searchbox").fill("troubleshooting");
    await page.locator("#found a").first().waitFor();
    const widths = await page.locator("main img").evaluateAll((pictures) =>
      pictures.map((picture) => (picture as HTMLImageElement).naturalWidth));
    expect(Math.min(...widths)).toBeGreaterThan(100);
    expect(complaints).toStrictEqual([]);
  });

  test.each(["light", "dark"] as const)("axe finds nothing to complain of in %s", async (colorScheme) => {
    const { page } = await open(`${url}/docs/operations.html`);
    await page.emulateMedia({ colorScheme });
    await page.getByRole("searchbox").fill("price");
    await page.evaluate(axe.source);
    const violations = await page.evaluate(async () => {
      const { axe: judge } = globalThis as unknown as { axe: typeof axe };
      return (await judge.run()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))]);
    });
    expect(violations).toStrictEqual([]);
  });

  test.each(["/no-such.html", "/docs", "/..%2f..%2fetc/passwd", "/%00", "/%zz"])("%s is not found", async (path) => {
    expect((await fetch(`${url}${path}`)).status).toBe(404);
  });
});
