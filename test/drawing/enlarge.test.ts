import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { drawUnmarked } from "../../emulator/drawing/scene/draw.ts";
import { enlarge } from "../../emulator/drawing/effects/enlarge.ts";
import { resize, type Picture } from "../../emulator/drawing/pixels/picture.ts";
import { difference, plain, sceneOf, size } from "./pixels.ts";

const side = fc.integer({ min: 1, max: 300 });
const landscape = () => drawUnmarked({ ...sceneOf(7), ...size });
const back = (picture: Picture) => resize(picture, size.width, size.height);

test("has exactly the size asked", async () => {
  await fc.assert(fc.asyncProperty(side, side, async (width, height) => {
    const larger = await enlarge(await landscape(), { width, height }, { scene: sceneOf(), creativity: 0.3 });
    expect([larger.width, larger.height, larger.pixels.length]).toStrictEqual([width, height, width * height * 4]);
  }), { numRuns: 20 });
});

test("is the picture again when it is made small again, with detail and without", async () => {
  const fourfold = { width: 384, height: 256 };
  expect(difference(await back(await enlarge(await landscape(), fourfold)), await landscape())).toBeLessThan(2);
  const detailed = await enlarge(await landscape(), fourfold, { scene: sceneOf(), creativity: 0.5 });
  expect(difference(await back(detailed), await landscape())).toBeLessThan(4);
});

test("has the more grain the more creative it is, always the same for a seed", async () => {
  const twofold = { width: 192, height: 128 };
  const detailed = (creativity: number, seed = 1) =>
    enlarge(plain([100, 120, 140]), twofold, { scene: sceneOf(seed), creativity });
  const flat = plain([100, 120, 140], twofold);
  const [little, much] = [await detailed(0.1), await detailed(0.5)];
  expect(difference(little, flat)).toBeGreaterThan(0.3);
  expect(difference(much, flat)).toBeGreaterThan(2 * difference(little, flat));
  expect((await detailed(0.5)).pixels.equals(much.pixels)).toBe(true);
  expect((await detailed(0.5, 2)).pixels.equals(much.pixels)).toBe(false);
});
