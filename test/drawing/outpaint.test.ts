import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { drawUnmarked } from "../../emulator/drawing/scene/draw.ts";
import { outpaint } from "../../emulator/drawing/effects/outpaint.ts";
import { colorful, difference, isIn, part, plain, sceneOf, size } from "./pixels.ts";

const margin = fc.integer({ min: 0, max: 60 });

test("the image stays, bit for bit, in a picture larger by exactly the margins", () => {
  fc.assert(fc.property(margin, margin, margin, margin, (left, right, up, down) => {
    const image = colorful();
    const painted = outpaint(image, { left, right, up, down }, sceneOf());
    const { width, height, pixels } = painted;
    expect([width, height, pixels.length]).toStrictEqual([
      left + 96 + right, up + 64 + down, (left + 96 + right) * (up + 64 + down) * 4,
    ]);
    const isImage = isIn({ left, top: up, right: left + 96, bottom: up + 64 }, painted);
    expect(part(painted, isImage).equals(image.pixels)).toBe(true);
  }), { numRuns: 40 });
});

test("around it is the landscape of the new size, and at the seam the image goes on", () => {
  const image = plain([255, 0, 255]);
  const painted = outpaint(image, { left: 100, right: 0, up: 0, down: 0 }, sceneOf());
  const landscape = drawUnmarked({ ...sceneOf(), width: 196, height: 64 });
  const far = isIn({ left: 0, top: 0, right: 60, bottom: 40 }, painted);
  expect(part(painted, far).equals(part(landscape, far))).toBe(true);

  const magenta = plain([255, 0, 255], painted);
  const stripe = (left: number) =>
    difference(painted, magenta, isIn({ left, top: 0, right: left + 1, bottom: 64 }, painted));
  expect(stripe(99)).toBeLessThan(10);
  expect(stripe(94)).toBeGreaterThan(stripe(99));
  expect(stripe(90)).toBeGreaterThan(stripe(94));
});

test("without margins, nothing is drawn, not even the mark", () => {
  const image = colorful();
  const painted = outpaint(image, { left: 0, right: 0, up: 0, down: 0 }, sceneOf());
  expect(painted).toMatchObject(size);
  expect(painted.pixels.equals(image.pixels)).toBe(true);
});

test("the mark lies in what is new", () => {
  const margins = { left: 0, right: 0, up: 0, down: 20 };
  const marked = outpaint(plain([0, 0, 0]), margins, sceneOf());
  const corner = isIn({ left: 42, top: 69, right: 96, bottom: 84 }, marked);
  const landscape = drawUnmarked({ ...sceneOf(), width: 96, height: 84 });
  expect(difference(marked, landscape, corner)).toBeGreaterThan(5);
});
