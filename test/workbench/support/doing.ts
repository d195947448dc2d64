/** What a person does on the page. */
import type { Locator, Page } from "playwright-core";

/** Chooses a component by the name on the left. */
export async function choose(page: Page, name: string): Promise<void> {
  const link = page.getByRole("navigation", { name: "Components" }).getByRole("link", { name: new RegExp(`^${name}( |$|spends|reads|source|retired)`) });
  await link.first().click();
  await page.getByRole("heading", { name, exact: true, level: 2 }).first().waitFor();
}

export const field = (page: Page, name: string): Locator => page.locator(`[data-field="${name}"]`);

/** Puts an optional field into the form. */
export async function add(page: Page, label: string): Promise<void> {
  await page.getByRole("region", { name: "Optional fields" }).getByRole("button", { name: label, exact: true }).click();
}

export async function startRun(page: Page): Promise<string> {
  const before = page.url();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.waitForURL((url) => url.hash.startsWith("#/run/") && url.href !== before);
  return decodeURIComponent(page.url().split("#/run/")[1] ?? "");
}

/** Runs what is filled in, until it has come to this end. */
export async function run(page: Page, state = "succeeded"): Promise<string> {
  const id = await startRun(page);
  await ended(page, id, state);
  return id;
}

export async function ended(page: Page, id: string, state = "succeeded"): Promise<void> {
  await page.locator(`.stage[data-run="${id}"][data-state="${state}"]`).waitFor({ timeout: 25_000 });
}

/** The picture that is shown large, when it is there. */
export async function shownPicture(page: Page): Promise<{ width: number; height: number }> {
  const picture = page.locator(".viewer-picture img").first();
  await picture.waitFor();
  return picture.evaluate(async (element: HTMLImageElement) => {
    await element.decode();
    return { width: element.naturalWidth, height: element.naturalHeight };
  });
}
