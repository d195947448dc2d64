/** `npm run screenshots`: docs/screenshots/ shows the workbench as it is, wide and narrow, light and dark. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createWorkbench } from "pipedream-local-runtime/workbench";
import type { Browser, Page } from "playwright-core";
import sharp from "sharp";
import { launchBrowser } from "../test/workbench/support/browser.ts";
import { add, choose, control, run, shownPicture } from "../test/workbench/support/doing.ts";
import { connectToServer } from "./workbench/server.ts";

const folder = "docs/screenshots";

/** As small as a page of documentation wants it. */
async function save(page: Page, name: string): Promise<void> {
  const picture = await page.screenshot({ animations: "disabled" });
  await writeFile(join(folder, `${name}.jpg`), await sharp(picture).jpeg({ quality: 82, mozjpeg: true }).toBuffer());
}

async function open(browser: Browser, url: string, width: number, height: number, colorScheme: "light" | "dark") {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: "reduce" });
  const page = await context.newPage();
  context.setDefaultTimeout(60_000);
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
  await control(page, "prompt").fill("A sailing boat");
  await run(page);
  await shownPicture(page);
  await page.getByRole("button", { name: "Compare with the input" }).click();
  await save(page, "compare");
}

await mkdir(folder, { recursive: true });
const dataFolder = await mkdtemp(join(tmpdir(), "workbench-screenshots-"));
const server = await connectToServer({});
Object.assign(process.env, server.environment);
const [browser, workbench] = await Promise.all([
  launchBrowser(),
  createWorkbench({ componentsFolder: "components/dreamstudio", dataFolder, describeServer: server.describe }),
]);
const wide = await open(browser, workbench.url, 1400, 900, "light");
await makePicture(wide);
await save(wide, "result");
await paintAndInpaint(wide);
await wide.emulateMedia({ colorScheme: "dark" });
await save(wide, "compare-dark");
await wide.getByRole("link", { name: "Gallery" }).click();
await wide.locator(".card").first().waitFor();
await save(wide, "gallery-dark");

const narrow = await open(browser, workbench.url, 400, 800, "light");
await save(narrow, "narrow-components");
await choose(narrow, "inpaint");
await save(narrow, "narrow-form");
await narrow.getByRole("link", { name: "Gallery" }).click();
await narrow.locator(".card").nth(1).click();
await shownPicture(narrow);
await narrow.locator(".stage").scrollIntoViewIfNeeded();
await save(narrow, "narrow-result");

await browser.close();
await workbench.close();
await server.close();
await rm(dataFolder, { recursive: true });
