/** `npm run screenshots`: docs/screenshots/ shows the workbench as it is, wide and narrow, light and dark. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createWorkbench } from "pipedream-local-runtime/workbench";
import type { Browser, Page } from "playwright-core";
import sharp from "sharp";
import { launchBrowser } from "../test/workbench/support/browser.ts";
import { add, choose, control, ended, run, shownPicture, starting } from "../test/workbench/support/doing.ts";
import { connectToServer } from "./workbench/server.ts";

const folder = "docs/screenshots";

/** As small as a page of documentation wants it. */
async function save(page: Page, name: string): Promise<void> {
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
  const picture = await page.screenshot({ animations: "disabled" });
  await writeFile(join(folder, `${name}.webp`), await sharp(picture).webp({ quality: 84 }).toBuffer());
}

type ColorScheme = "light" | "dark";

async function open(browser: Browser, url: string, size: { width: number; height: number }, colorScheme: ColorScheme) {
  const hasTouch = size.width < 500;
  const context = await browser.newContext({ viewport: size, colorScheme, hasTouch, reducedMotion: "reduce" });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  await page.goto(url);
  await page.locator(".component-link").first().waitFor();
  return page;
}

async function makePicture(page: Page): Promise<void> {
  await choose(page, "text-to-image");
  await control(page, "prompt").fill("A lighthouse on a cliff at dusk");
  await add(page, "seed");
  await control(page, "seed").fill("7");
  await run(page);
  await shownPicture(page);
}

async function paintAndInpaint(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Use as input of" }).click();
  await page.getByRole("dialog").getByRole("searchbox").fill("Inpaint");
  await page.getByRole("dialog").getByRole("button", { name: /^Inpaint Image/ }).first().click();
  await add(page, "mask");
  await page.getByRole("button", { name: "Paint" }).click();
  await page.locator(".painter-area[aria-busy=\"false\"]").waitFor();
  const canvas = page.locator(".painter canvas");
  const { x, y, width, height } = await canvas.boundingBox() ?? { x: 0, y: 0, width: 0, height: 0 };
  const at = (right: number, down: number) => page.mouse.move(x + right * width, y + down * height, { steps: 6 });
  await at(0.2, 0.45);
  await page.mouse.down();
  for (const [right, down] of [[0.4, 0.5], [0.22, 0.56], [0.42, 0.62], [0.25, 0.66]] as const) await at(right, down);
  await page.mouse.up();
  await save(page, "mask");
  await page.getByRole("button", { name: "Save the mask" }).click();
  await page.locator(".painter").waitFor({ state: "detached" });
  await control(page, "prompt").fill("A sailing boat");
  await run(page);
  await shownPicture(page);
  await page.getByRole("button", { name: "Compare with the input" }).click();
  await page.getByRole("slider").fill("27");
}

async function runSource(page: Page): Promise<void> {
  await choose(page, "new-engine");
  await ended(page, await starting(page, () => page.getByRole("button", { name: "Run once" }).click()));
  await page.locator(".events > li").first().waitFor();
}

await mkdir(folder, { recursive: true });
const dataFolder = await mkdtemp(join(tmpdir(), "workbench-screenshots-"));
const server = await connectToServer({});
Object.assign(process.env, server.environment);
const [browser, workbench] = await Promise.all([
  launchBrowser(),
  createWorkbench({ componentsFolder: "components/dreamstudio", dataFolder, describeServer: server.describe }),
]);
const wide = await open(browser, workbench.url, { width: 1400, height: 900 }, "light");
await makePicture(wide);
await save(wide, "workbench");
await paintAndInpaint(wide);
await wide.emulateMedia({ colorScheme: "dark" });
await save(wide, "compare-dark");
await runSource(wide);
await wide.emulateMedia({ colorScheme: "light" });
await save(wide, "source");
await wide.getByRole("link", { name: "Gallery" }).click();
await wide.locator(".card").nth(2).waitFor();
await wide.emulateMedia({ colorScheme: "dark" });
await save(wide, "gallery-dark");

const narrow = await open(browser, workbench.url, { width: 400, height: 800 }, "light");
await save(narrow, "narrow-components");
await choose(narrow, "inpaint");
await save(narrow, "narrow-form");
await narrow.emulateMedia({ colorScheme: "dark" });
await narrow.getByRole("link", { name: "Gallery" }).click();
await narrow.locator(".card", { hasText: "A lighthouse" }).locator("a").click();
await shownPicture(narrow);
await save(narrow, "narrow-result-dark");

await browser.close();
await workbench.close();
await server.close();
await rm(dataFolder, { recursive: true });
