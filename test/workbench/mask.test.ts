/** A file is dropped, a mask is painted, and only what was painted changes. */
import { expect, test } from "@jest/globals";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { useBench } from "./support/bench.ts";
import { add, choose, control, run, shownPicture } from "./support/doing.ts";

const bench = useBench();

const picture = () => sharp({ create: { width: 640, height: 512, channels: 3, background: "#4a7" } }).png().toBuffer();

/** Drops a file on a field, as a file manager does. */
async function drop(page: Page, name: string, bytes: Buffer, file: string): Promise<void> {
  const transfer = await page.evaluateHandle(([text, fileName]) => {
    const data = Uint8Array.from(atob(text ?? ""), (character) => character.charCodeAt(0));
    const dropped = new DataTransfer();
    dropped.items.add(new File([data], fileName ?? "", { type: "image/png" }));
    return dropped;
  }, [bytes.toString("base64"), file]);
  await page.locator(`[data-field="${name}"] .file-input`).dispatchEvent("drop", { dataTransfer: transfer });
}

/** Paints from one place of the picture to another, in shares of its size. */
async function drag(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  const { x, y, width, height } = await page.locator(".painter canvas").boundingBox() ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(x + from[0] * width, y + from[1] * height);
  await page.mouse.down();
  await page.mouse.move(x + to[0] * width, y + to[1] * height, { steps: 4 });
  await page.mouse.up();
}

const rawOf = async (bytes: Buffer) => sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });

async function maskOf(page: Page) {
  const path = await control(page, "mask").inputValue();
  return { path, ...await rawOf(await readFile(path)) };
}

test("a file that is dropped is shown; a rectangle is painted, and inpainting changes nothing else", async () => {
  const page = await bench.open();
  await choose(page, "inpaint");
  const bytes = await picture();
  await drop(page, "image", bytes, "../green field.png");
  await page.locator(".thumbnail", { hasText: "640 × 512, PNG" }).waitFor();
  const kept = await control(page, "image").inputValue();
  expect(kept.endsWith("/green field.png")).toBe(true);
  expect(await readFile(kept)).toStrictEqual(bytes);

  await add(page, "mask");
  await page.getByRole("button", { name: "Paint" }).click();
  await page.locator(".painter-area[aria-busy=\"false\"]").waitFor();
  await page.getByRole("button", { name: "Rectangle" }).click();
  await drag(page, [0.25, 0.25], [0.5, 0.5]);
  await page.getByRole("button", { name: "Save the mask" }).click();
  await page.locator(".thumbnail", { hasText: "mask.png" }).waitFor();
  const { data, info } = await maskOf(page);
  expect(info).toMatchObject({ width: 640, height: 512 });
  expect([...new Set(data)].sort((one, other) => one - other)).toStrictEqual([0, 255]);
  const isWhite = (x: number, y: number) => data[(y * 640 + x) * 3] === 255;
  expect([isWhite(240, 192), isWhite(100, 192), isWhite(240, 400)]).toStrictEqual([true, false, false]);

  await control(page, "prompt").fill("A red balloon");
  await add(page, "growMask");
  await control(page, "growMask").fill("0");
  const id = await run(page);
  await shownPicture(page);
  const folder = join(bench.dataFolder(), "runs", id, "files");
  const [file = ""] = await readdir(folder);
  const after = await rawOf(await readFile(join(folder, file)));
  let inside = 0;
  let outside = 0;
  const caption = 512 - 48;
  for (let y = 0; y < caption; y += 1) {
    for (let x = 0; x < 640; x += 1) {
      const at = (y * 640 + x) * 3;
      const isChanged = Math.abs((after.data[at] ?? 0) - 0x44) + Math.abs((after.data[at + 1] ?? 0) - 0xaa) > 12;
      if (isChanged && isWhite(x, y)) inside += 1;
      if (isChanged && !isWhite(x, y)) outside += 1;
    }
  }
  expect(inside).toBeGreaterThan(5000);
  expect(outside).toBe(0);
}, 240_000);

test("strokes are taken back and done again, inverted, erased and cleared, by pointer and by keys", async () => {
  const page = await bench.open();
  await choose(page, "erase");
  await drop(page, "image", await picture(), "plain.png");
  await add(page, "mask");
  const white = async () => {
    await page.getByRole("button", { name: "Save the mask" }).click();
    await page.locator(".painter").waitFor({ state: "detached" });
    const { data } = await maskOf(page);
    const share = data.filter((value) => value === 255).length / data.length;
    await page.getByRole("button", { name: "Paint" }).click();
    await page.locator(".painter-area[aria-busy=\"false\"]").waitFor();
    return Math.round(share * 100);
  };
  await page.getByRole("button", { name: "Paint" }).click();
  await page.locator(".painter-area[aria-busy=\"false\"]").waitFor();
  await page.getByRole("button", { name: "Rectangle" }).click();
  await drag(page, [0, 0], [0.5, 1]);
  expect(await white()).toBe(50);
  // What was saved is what is gone on with.
  await page.getByRole("button", { name: "Invert" }).click();
  await page.getByRole("button", { name: "Rectangle" }).click();
  await drag(page, [0, 0], [0.25, 1]);
  expect(await white()).toBe(75);
  await page.getByRole("button", { name: "Clear" }).click();
  expect(await white()).toBe(0);

  await page.locator(".painter canvas").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowRight");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  expect(await white()).toBe(0);
  await page.locator(".painter canvas").focus();
  for (let step = 0; step < 8; step += 1) await page.keyboard.press("Shift+ArrowRight");
  expect(await white()).toBeGreaterThan(0);
}, 240_000);
