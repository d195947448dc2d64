import { describe, expect, test } from "@jest/globals";
import { relight, type Light, type Relighting } from "../../emulator/drawing/effects/relight.ts";
import {
  brightness, correlation, difference, disc, isIn, isInDisc, isOffDisc, paint, part, plain, sceneOf, size,
} from "./pixels.ts";
import { drawUnmarked } from "../../emulator/drawing/scene/draw.ts";
import { luminance, type Picture } from "../../emulator/drawing/pixels/picture.ts";

const options: Relighting = {
  scene: sceneOf(),
  keepOriginalBackground: false,
  originalBackgroundDepth: 0,
  preserveOriginalSubject: 0.5,
  light: { strength: 0 },
};
const kept = { ...options, keepOriginalBackground: true };

const halves = {
  left: (pixel: number) => pixel % 96 < 48,
  right: (pixel: number) => pixel % 96 >= 48,
  above: (pixel: number) => pixel < 96 * 32,
  below: (pixel: number) => pixel >= 96 * 32,
};
const opposite = { left: halves.right, right: halves.left, above: halves.below, below: halves.above };
const center = (pixel: number) => isInDisc(pixel) && isInDisc(pixel - 4) && isInDisc(pixel + 4)
  && isInDisc(pixel - 4 * 96) && isInDisc(pixel + 4 * 96);

describe("light", () => {
  const directions = ["left", "right", "above", "below"] as const;

  test.each(directions)("from %s makes that side brighter, by its strength", async (direction) => {
    const contrast = async (strength: number) => {
      const lit = await relight(disc(), { ...kept, light: { direction, strength } });
      return brightness(lit, halves[direction]) - brightness(lit, opposite[direction]);
    };
    const [none, some, full] = [await contrast(0), await contrast(0.4), await contrast(1)];
    expect(some).toBeGreaterThan(none + 10);
    expect(full).toBeGreaterThan(some + 10);
  });

  test("like a reference falls where it is bright there", async () => {
    const reference = paint((x) => x < 200 ? [255, 240, 200] : [20, 20, 60], { width: 400, height: 300 });
    const lit = await relight(disc(), { ...kept, light: { reference, strength: 0.8 } });
    expect(brightness(lit, halves.left)).toBeGreaterThan(brightness(lit, halves.right) + 30);
  });

  test.each<[string, Light]>([
    ["a direction or a reference", { strength: 1 }],
    ["strength", { strength: 0, direction: "left", reference: plain([255, 0, 0]) }],
  ])("without %s changes nothing", async (_name, light) => {
    expect((await relight(disc(), { ...kept, light })).pixels.equals(disc().pixels)).toBe(true);
  });

  test("comes from another place of the edge with another seed, and from the same with the same", async () => {
    const lit = (seed: number) => relight(disc(), {
      ...kept, scene: sceneOf(seed), light: { direction: "left", strength: 0.5 },
    });
    expect((await lit(1)).pixels.equals((await lit(1)).pixels)).toBe(true);
    expect((await lit(1)).pixels.equals((await lit(2)).pixels)).toBe(false);
  });
});

describe("the background", () => {
  const background = plain([10, 140, 60], { width: 200, height: 100 });

  test("that is kept is recognizable in the new light", async () => {
    const image = paint((x, y) => isInDisc(y * 96 + x) ? [9, 9, 9] : [100 + x, 120 + y, 200 - x]);
    const lit = await relight(image, { ...kept, light: { direction: "right", strength: 0.5 } });
    const values = ({ pixels }: Picture) => Array.from({ length: 96 }, (_, x) => luminance(pixels, x * 4));
    expect(correlation(values(lit), values(image))).toBeGreaterThan(0.9);
    expect(difference(lit, image, isOffDisc)).toBeLessThan(60);
  });

  test("that is given shows behind the subject, cut to its size", async () => {
    const lit = await relight(disc(), { ...options, background });
    const unmarked = (pixel: number) => isOffDisc(pixel) && pixel < 96 * 48;
    expect(lit).toMatchObject(size);
    expect(difference(lit, plain([10, 140, 60]), unmarked)).toBe(0);
    expect(difference(lit, disc(), center)).toBeLessThan(40);
  });

  test("that is given is cut at its sides, and not stretched", async () => {
    // Of 200 × 100, 150 × 100 have the shape of the subject.
    const framed = paint((x) => x < 20 || x >= 180 ? [255, 0, 0] : [10, 140, 60], { width: 200, height: 100 });
    const lit = await relight(disc(), { ...options, background: framed });
    expect(difference(lit, plain([10, 140, 60]), (pixel) => isOffDisc(pixel) && pixel < 96 * 48)).toBe(0);
  });

  test("that is new casts its color on the subject, and is where the mark lies", async () => {
    // The subject stands at the lower edge, where the mark would be.
    const isSubject = isIn({ left: 10, top: 32, right: 86, bottom: 64 });
    const isWellInside = isIn({ left: 14, top: 36, right: 82, bottom: 64 });
    const subject = paint((x, y) => isSubject(y * 96 + x) ? [30, 60, 140] : [200, 205, 210]);
    const exact = await relight(subject, { ...options, background, preserveOriginalSubject: 1 });
    expect(part(exact, isWellInside).equals(part(subject, isWellInside))).toBe(true);
    expect(difference(exact, plain([10, 140, 60]), (pixel) => pixel < 96 * 28)).toBeGreaterThan(1);

    const free = await relight(subject, { ...options, background, preserveOriginalSubject: 0 });
    expect(difference(free, plain([25, 80, 120]), isWellInside)).toBeLessThan(1);
  });

  test("that is not given is the landscape of the scene", async () => {
    const lit = await relight(disc(), options);
    const landscape = await drawUnmarked({ ...options.scene, ...size });
    const isSky = (pixel: number) => pixel < 96 * 8;
    expect(part(lit, isSky).equals(part(landscape, isSky))).toBe(true);
    const other = await relight(disc(), { ...options, scene: sceneOf(2) });
    expect(difference(lit, other, isOffDisc)).toBeGreaterThan(5);
  });

  test("takes on the light and dark of the old one by its depth", async () => {
    const image = paint((x, y) => isInDisc(y * 96 + x) ? [200, 0, 0] : [40 + x * 2, 40 + x * 2, 40 + x * 2]);
    const slope = async (originalBackgroundDepth: number) => {
      const lit = await relight(image, { ...options, background, originalBackgroundDepth });
      return brightness(lit, (pixel) => pixel % 96 > 75) - brightness(lit, (pixel) => pixel % 96 < 20);
    };
    const [none, half, full] = [await slope(0), await slope(0.5), await slope(1)];
    expect(half).toBeGreaterThan(none + 10);
    expect(full).toBeGreaterThan(half + 10);
  });
});

test("the subject stays, pixel by pixel, as far as it is to be preserved", async () => {
  const change = async (preserveOriginalSubject: number) => difference(await relight(disc(), {
    ...options, preserveOriginalSubject, light: { direction: "left", strength: 0.8 },
  }), disc(), center);
  const [none, half] = [await change(0), await change(0.5)];
  expect(await change(1)).toBe(0);
  expect(half).toBeGreaterThan(5);
  expect(none).toBeGreaterThan(half + 5);
});
