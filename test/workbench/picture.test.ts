/** A picture is made and looked at, as a person does it. */
import { expect, test } from "@jest/globals";
import { useBench } from "./support/bench.ts";
import { choose, field, run, shownPicture } from "./support/doing.ts";

const bench = useBench();

test("a picture is made from a prompt, and shown large", async () => {
  const page = await bench.open();
  await choose(page, "Text to Image");
  await field(page, "prompt").getByRole("textbox").fill("A lighthouse on a cliff");
  await run(page);
  expect(await shownPicture(page)).toStrictEqual({ width: 1024, height: 1024 });
  const { width = 0 } = await page.locator(".viewer-picture img").boundingBox() ?? {};
  expect(width).toBeGreaterThan(500);
  expect(await page.locator(".stage h2").textContent()).toContain("Made 1 picture of \"A lighthouse on a cliff\"");
});
