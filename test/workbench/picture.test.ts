/** Pictures are made and looked at, as a person does it. */
import { expect, test } from "@jest/globals";
import { useBench } from "./support/bench.ts";
import { add, choose, control, ended, optionsOf, pick, run, shownPicture, starting } from "./support/doing.ts";

const bench = useBench();

test("a picture is made from a prompt, shown large, used again with its seed, and taken as the next input", async () => {
  const page = await bench.open();
  await choose(page, "text-to-image");
  await control(page, "prompt").fill("A lighthouse on a cliff");
  const first = await run(page);
  const picture = await shownPicture(page);
  expect(picture).toMatchObject({ width: 1024, height: 1024 });
  const { width = 0 } = await page.locator(".viewer-picture img").boundingBox() ?? {};
  expect(width).toBeGreaterThan(450);
  expect(await page.locator(".stage h2").textContent()).toContain("Made 1 picture of \"A lighthouse on a cliff\"");
  expect(await page.locator(".server-line").innerText()).toContain("a server of the test");

  const second = await starting(page, () => page.getByRole("button", { name: "Again with this seed" }).click());
  expect(second).not.toBe(first);
  await ended(page, second);
  const again = await shownPicture(page);
  const bytesOf = (address: string) => page.evaluate(async (at) => {
    const hash = await crypto.subtle.digest("SHA-256", await (await fetch(at)).arrayBuffer());
    return [...new Uint8Array(hash)].join();
  }, address);
  expect(again.address).not.toBe(picture.address);
  expect(await bytesOf(again.address)).toBe(await bytesOf(picture.address));

  await page.getByRole("button", { name: "Use as input of" }).click();
  await page.getByRole("dialog").getByRole("searchbox").fill("Image to Image");
  await page.getByRole("dialog").getByRole("button", { name: /^Image to Image/ }).click();
  await page.locator(".form h2", { hasText: "Image to Image" }).waitFor();
  await page.locator(".thumbnail img").waitFor();
  await control(page, "prompt").fill("A castle in the snow");
  await run(page);
  await shownPicture(page);

  await page.getByRole("button", { name: "Compare with the input" }).click();
  const below = page.locator(".viewer-picture .below");
  expect(await below.getAttribute("src")).toBe(again.address);
  expect(await below.evaluate((element) => getComputedStyle(element).clipPath)).toBe("inset(0px 50% 0px 0px)");
  await page.getByRole("slider").focus();
  for (let step = 0; step < 10; step += 1) await page.keyboard.press("ArrowRight");
  expect(await below.evaluate((element) => getComputedStyle(element).clipPath)).toBe("inset(0px 40% 0px 0px)");
}, 240_000);

test("another engine brings other sizes", async () => {
  const page = await bench.open();
  await choose(page, "text-to-image");
  for (const name of ["engineId", "width"]) await add(page, name);
  const before = await optionsOf(page, "width");
  expect(before.join()).not.toContain("512 pixels");
  await pick(page, "engineId", /v1\.5|v1-5/);
  await page.locator("[data-field=width] [aria-busy=true]").waitFor();
  expect((await optionsOf(page, "width")).join()).toContain("512 pixels");
}, 240_000);

test("what is run is in the gallery, also after a restart; it is found, compared, deleted and brought back", async () => {
  const page = await bench.open();
  await choose(page, "text-to-image");
  for (const prompt of ["A castle in the snow", "A balloon over a harbour"]) {
    await control(page, "prompt").fill(prompt);
    await run(page);
  }
  await page.context().close();
  await bench.restart();
  const later = await bench.open("#/gallery");
  const cards = later.locator(".card");
  await cards.first().waitFor();
  expect(await cards.first().innerText()).toContain("A balloon over a harbour");
  const count = await cards.count();

  await later.getByRole("checkbox").nth(0).check();
  await later.getByRole("checkbox").nth(1).check();
  await later.getByRole("link", { name: "Compare these two" }).click();
  await later.locator(".differences").waitFor();
  expect(await later.locator(".differences").innerText()).toMatch(/A balloon over a harbour\s+A castle in the snow/);
  await later.goBack();

  await later.getByRole("searchbox", { name: "Search runs" }).fill("balloon harbour");
  await expect(cards.count()).resolves.toBe(1);
  await later.getByRole("button", { name: /^Delete the run A balloon/ }).click();
  await later.getByText("No run has these words.").waitFor();
  await later.getByRole("button", { name: "Undo" }).click();
  await cards.first().waitFor();
  await later.getByRole("searchbox", { name: "Search runs" }).fill("");
  expect(await cards.count()).toBe(count);
}, 240_000);
