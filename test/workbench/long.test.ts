/** Runs that take their time, sources, and the money of a real host. */
import { expect, test } from "@jest/globals";
import type { ServerNote } from "pipedream-local-runtime/workbench";
import sharp from "sharp";
import { control as controlEmulator } from "../support/control.ts";
import { useBench } from "./support/bench.ts";
import { choose, control, ended, startRun, starting } from "./support/doing.ts";

let server: ServerNote = { kind: "emulator", name: "a server of the test" };

const bench = useBench({ limits: { timeoutMillis: 60_000 }, describeServer: () => Promise.resolve(server) });

const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: "#c33" } }).png().toBuffer();

test("an upscale is watched while it takes its time, and another one is cancelled", async () => {
  await controlEmulator(bench.emulator(), "PUT", "/jobs", { ripensAfterMillis: 5000 });
  const page = await bench.open();
  await choose(page, "upscale-creative");
  await page.locator("[data-field=image] input[type=file]").setInputFiles({ name: "dot.png", mimeType: "image/png", buffer: picture });
  await page.locator(".thumbnail", { hasText: "64 × 64" }).waitFor();
  await control(page, "prompt").fill("A lighthouse");
  const first = await startRun(page);
  await page.locator(".progress .time", { hasText: /^[3-9]\.\d s of 1 min/ }).waitFor();
  // Whoever wants nothing to move sees the time alone.
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  await page.getByRole("tab", { name: /^Requests/ }).click();
  await page.locator(".requests", { hasText: "/v2beta/stable-image/upscale/creative" }).waitFor();
  await ended(page, first);

  const second = await startRun(page);
  await page.getByRole("button", { name: "Cancel" }).click();
  await ended(page, second, "cancelled");
}, 240_000);

test("a source is run: its events come, and it is stopped", async () => {
  const page = await bench.open();
  await choose(page, "new-engine");
  await page.getByRole("textbox", { name: "Every" }).fill("0.5");
  const id = await starting(page, () => page.getByRole("button", { name: "Start" }).click());
  await page.locator(".events > li").nth(3).waitFor();
  await controlEmulator(bench.emulator(), "POST", "/engines", { id: "brand-new", name: "Brand New", like: "stable-diffusion-xl-1024-v1-0" });
  await page.locator(".events", { hasText: "Brand New" }).waitFor();
  await page.getByRole("button", { name: "Stop" }).click();
  await ended(page, id);
}, 240_000);

test("with a real host, what spends asks once, with its price, and does nothing before", async () => {
  server = { kind: "real", name: "api.example", detail: "12 credits" };
  const page = await bench.open();
  expect(await page.locator(".server-line").innerText()).toMatch(/api\.example\s+12 credits/);
  await choose(page, "text-to-image");
  await control(page, "prompt").fill("A lighthouse");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  const question = page.getByRole("dialog", { name: "This spends credits" });
  const asked = await question.innerText();
  expect(asked).toMatch(/Text to Image.* runs on api\.example, and is paid for\.\s+It says: about 0\.9 credits/);
  await question.getByRole("button", { name: "Do not run" }).click();
  expect(page.url()).not.toContain("#/run/");

  await page.getByRole("button", { name: "Run", exact: true }).click();
  await ended(page, await starting(page, () => question.getByRole("button", { name: "Run it" }).click()));
  await startRun(page);
  expect(await question.count()).toBe(0);
}, 240_000);
