/** What a person does on the page. */
import type { Locator, Page } from "playwright-core";

/** Chooses a component on the left, by the name of its file. */
export async function choose(page: Page, name: string): Promise<void> {
  const link = page.locator(`.component-link[href$="${encodeURIComponent(`${name}/${name}.mjs`)}"]`);
  await link.click();
  // On a narrow page the list is out of the way then.
  await page.locator(".component-link[aria-current=page]").and(link).waitFor({ state: "attached" });
  await page.locator(".form-foot").waitFor();
}

export const field = (page: Page, name: string): Locator => page.locator(`[data-field="${name}"]`);

/** The place to type of a field. */
export const control = (page: Page, name: string): Locator => page.locator(`#field-${name}`);

/** Puts an optional field into the form, by the name of its prop. */
export async function add(page: Page, name: string): Promise<void> {
  await page.locator(`[data-adds="${name}"]`).click();
  await field(page, name).waitFor();
}

/** Does what starts a run, and waits until the page shows that run. */
export async function starting(page: Page, start: () => Promise<void>): Promise<string> {
  const before = page.url();
  await start();
  await page.waitForURL((url) => url.hash.startsWith("#/run/") && url.href !== before);
  return decodeURIComponent(page.url().split("#/run/")[1] ?? "");
}

export const startRun = (page: Page): Promise<string> =>
  starting(page, () => page.getByRole("button", { name: "Run", exact: true }).click());

export async function ended(page: Page, id: string, state = "succeeded"): Promise<void> {
  await page.locator(`.stage[data-run="${id}"]:not([data-state="running"])`).waitFor({ timeout: 90_000 });
  const stage = page.locator(`.stage[data-run="${id}"]`);
  if (await stage.getAttribute("data-state") !== state) throw new Error(`The run is not ${state}: ${await stage.innerText()}`);
}

/** Runs what is filled in, until it has come to this end. */
export async function run(page: Page, state = "succeeded"): Promise<string> {
  const id = await startRun(page);
  await ended(page, id, state);
  return id;
}

/** The picture that is shown large, when it is there. */
export async function shownPicture(page: Page): Promise<{ width: number; height: number; address: string }> {
  const picture = page.locator(".viewer-picture img").first();
  await picture.waitFor();
  return picture.evaluate(async (element: HTMLImageElement) => {
    await element.decode();
    return { width: element.naturalWidth, height: element.naturalHeight, address: element.getAttribute("src") ?? "" };
  });
}

/** Takes the options that a field offers. */
export async function optionsOf(page: Page, name: string): Promise<string[]> {
  await field(page, name).locator("[aria-busy=\"false\"]").waitFor();
  await control(page, name).click();
  await field(page, name).getByRole("listbox").waitFor();
  const options = await field(page, name).getByRole("option").allInnerTexts();
  await page.keyboard.press("Escape");
  return options;
}

export async function pick(page: Page, name: string, option: string | RegExp): Promise<void> {
  await field(page, name).locator("[aria-busy=\"false\"]").waitFor();
  await control(page, name).click();
  await field(page, name).getByRole("option", { name: option }).first().click();
}
