import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { outpaint } from "../../emulator/drawing/effects/outpaint.ts";
import { colorful, isIn, meanOf, paint, part, plain, sceneOf, size, type Rectangle } from "./pixels.ts";

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

/** A sky over a ground, each with a grain of its own. */
const horizon = () => paint((x, y) =>
  y < 32 ? [90, 140, 210 + (x * 7 + y * 13) % 5] : [70 + (x * 31 + y * 17) % 23, 120 + (x * 31 + y * 17) % 23, 60]);

test("around it the edge of the image goes on, and is not mirrored", () => {
  const lit = paint((x) => [x < 12 ? 240 : 60, 90, 120]);
  const painted = outpaint(lit, { left: 60, right: 60, up: 0, down: 0 }, sceneOf());
  const mean = (left: number) =>
    meanOf(painted, (at) => painted.pixels[at] ?? 0, isIn({ left, top: 0, right: left + 10, bottom: 48 }, painted));
  // A mirror would be dark behind the bright stripe at the left edge.
  expect(mean(0)).toBeGreaterThan(220);
  expect(mean(30)).toBeGreaterThan(220);
  expect(mean(206)).toBeLessThan(80);
});

test.each([1, 2, 3, 4])("a sky stays above and a ground below, with the seed %d", (seed) => {
  const painted = outpaint(horizon(), { left: 80, right: 80, up: 20, down: 20 }, sceneOf(seed));
  const blueness = (area: Rectangle) =>
    meanOf(painted, (at) => (painted.pixels[at + 2] ?? 0) - (painted.pixels[at + 1] ?? 0), isIn(area, painted));
  for (const left of [0, 40, 180, 230]) {
    expect(blueness({ left, top: 0, right: left + 20, bottom: 35 })).toBeGreaterThan(50);
    expect(blueness({ left, top: 70, right: left + 20, bottom: 85 })).toBeLessThan(-40);
  }
});

test("what is new is as grainy as the image beside it", () => {
  const painted = outpaint(horizon(), { left: 60, right: 0, up: 0, down: 0 }, sceneOf());
  const difference = (at: number) => Math.abs((painted.pixels[at] ?? 0) - (painted.pixels[at + 4] ?? 0));
  const grain = (left: number) =>
    meanOf(painted, difference, isIn({ left, top: 37, right: left + 40, bottom: 46 }, painted));
  expect(grain(10) / grain(90)).toBeGreaterThan(0.6);
  expect(grain(10) / grain(90)).toBeLessThan(1.6);
});

test("without margins, nothing is drawn, not even the mark", () => {
  const image = colorful();
  const painted = outpaint(image, { left: 0, right: 0, up: 0, down: 0 }, sceneOf());
  expect(painted).toMatchObject(size);
  expect(painted.pixels.equals(image.pixels)).toBe(true);
});

test("the mark lies in what is new", () => {
  const marked = outpaint(plain([0, 0, 0]), { left: 0, right: 0, up: 0, down: 20 }, sceneOf());
  const corner = isIn({ left: 42, top: 69, right: 96, bottom: 84 }, marked);
  expect(meanOf(marked, (at) => marked.pixels[at] ?? 0, corner)).toBeGreaterThan(20);
});
