/** Drawings that change an area and leave the rest alone: not one bit of it changes. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { drawUnmarked } from "../../emulator/drawing/scene/draw.ts";
import { erase } from "../../emulator/drawing/effects/erase.ts";
import { grow } from "../../emulator/drawing/pixels/grow.ts";
import { inpaint } from "../../emulator/drawing/effects/inpaint.ts";
import { markAsEmulated } from "../../emulator/drawing/pixels/mark.ts";
import { luminance, type Picture, type Share } from "../../emulator/drawing/pixels/picture.ts";
import { recolor } from "../../emulator/drawing/effects/recolor.ts";
import {
  colorful, difference, disc, isIn, isInDisc, isOffDisc, meanOf, paint, part, plain, sceneOf, shareIn, size,
} from "./pixels.ts";

const { abs, atan2, max, min, PI } = Math;

const rectangles = fc.record({
  left: fc.integer({ min: 0, max: size.width - 1 }),
  top: fc.integer({ min: 0, max: size.height - 1 }),
  width: fc.integer({ min: 1, max: size.width }),
  height: fc.integer({ min: 1, max: size.height }),
}).map(({ left, top, width, height }) => ({
  left, top, right: min(size.width, left + width), bottom: min(size.height, top + height),
}));

const runs = { numRuns: 60 };
const sharesOf = (share: Share) => Array.from({ length: size.width * size.height }, (_, pixel) => share(pixel));

describe("grow", () => {
  test("an area grows by exactly so many pixels to each side", () => {
    fc.assert(fc.property(rectangles, fc.integer({ min: 0, max: 100 }), (area, by) => {
      const larger = { left: area.left - by, top: area.top - by, right: area.right + by, bottom: area.bottom + by };
      const grown = grow(shareIn(area), size.width, size.height, by);
      expect(sharesOf(grown).join()).toBe(sharesOf(shareIn(larger)).join());
    }), runs);
  });

  test("the larger of two greys counts where they meet, and 0 pixels change nothing", () => {
    const greys = (pixel: number) => pixel === 10 ? 0.25 : pixel === 13 ? 0.75 : 0;
    const row = sharesOf(grow(greys, size.width, size.height, 2)).slice(7, 17);
    expect(row).toStrictEqual([0, 0.25, 0.25, 0.25, 0.75, 0.75, 0.75, 0.75, 0.75, 0]);
    expect(sharesOf(grow(greys, size.width, size.height, 0))).toStrictEqual(sharesOf(greys));
  });
});

describe("the mark", () => {
  const box = { left: 20, top: 30, right: 20 + 54, bottom: 30 + 15 };
  const dark = () => plain([0, 0, 0]);

  test("lies in the drawn area, and is left out where that is one pixel too small", () => {
    const marked = dark();
    markAsEmulated(marked, shareIn(box));
    expect(part(marked, (pixel) => !isIn(box)(pixel)).equals(part(dark(), (pixel) => !isIn(box)(pixel)))).toBe(true);
    expect(difference(marked, dark(), isIn(box))).toBeGreaterThan(20);
    for (const smaller of [{ ...box, right: box.right - 1 }, { ...box, bottom: box.bottom - 1 }]) {
      const unmarked = dark();
      markAsEmulated(unmarked, shareIn(smaller));
      expect(unmarked.pixels.equals(dark().pixels)).toBe(true);
    }
  });

  test("lies in the lower right corner where all is drawn", () => {
    const marked = dark();
    markAsEmulated(marked);
    const corner = { left: size.width - 54, top: size.height - 15, right: size.width, bottom: size.height };
    expect(difference(marked, dark(), isIn(corner))).toBeGreaterThan(20);
    expect(difference(marked, dark(), (pixel) => !isIn(corner)(pixel))).toBe(0);
  });
});

describe.each([
  ["erase", (image: Picture, where: Share) => erase(image, where)],
  ["inpaint", (image: Picture, where: Share) => inpaint(image, where, sceneOf())],
  ["recolor", (image: Picture, where: Share) => recolor(image, where, sceneOf())],
] as const)("%s", (_name, change) => {
  test("changes what is asked for, and not a bit outside of it", async () => {
    const image = colorful();
    await fc.assert(fc.asyncProperty(rectangles, async (area) => {
      const changed = await change(image, shareIn(area));
      const isOutside = (pixel: number) => !isIn(area)(pixel);
      expect(part(changed, isOutside).equals(part(image, isOutside))).toBe(true);
      expect(part(changed, isIn(area)).equals(part(image, isIn(area)))).toBe(false);
    }), runs);
  });

  test("changes nothing where nothing is asked for, and little where little is", async () => {
    const image = colorful();
    expect((await change(image, () => 0)).pixels.equals(image.pixels)).toBe(true);
    const area = { left: 20, top: 10, right: 70, bottom: 50 };
    const half = await change(image, (pixel) => shareIn(area)(pixel) / 2);
    expect(difference(half, image, isIn(area))).toBeGreaterThan(3);
    const full = await change(image, shareIn(area));
    expect(difference(half, image, isIn(area))).toBeLessThan(difference(full, image, isIn(area)));
  });
});

test("erase lets a thing vanish into its surroundings", () => {
  const ground = paint((x, y) => [100 + x, 50 + y, 200 - x]);
  const image = paint((x, y) => isInDisc(y * 96 + x) ? [255, 0, 0] : [100 + x, 50 + y, 200 - x]);
  const erased = erase(image, (pixel) => isOffDisc(pixel) ? 0 : 1);
  expect(difference(image, ground, isInDisc)).toBeGreaterThan(60);
  expect(difference(erased, ground, isInDisc)).toBeLessThan(4);
});

test("between two sides, erase fills evenly from one to the other", () => {
  const halves = paint((x) => x < 48 ? [40, 40, 40] : [200, 200, 200]);
  const erased = erase(halves, shareIn({ left: 28, top: 0, right: 68, bottom: 64 }));
  const ramp = paint((x) => x < 28 ? [40, 40, 40] : x >= 68 ? [200, 200, 200] : [40 + (x - 27) * 160 / 41, 0, 0]);
  const farthest = max(...Array.from({ length: 96 * 64 }, (_, pixel) =>
    abs((erased.pixels[pixel * 4] ?? 0) - (ramp.pixels[pixel * 4] ?? 0))));
  expect(farthest).toBeLessThan(10);
});

test("where all is erased, the mean of it is left", () => {
  const erased = erase(paint((x) => x < 48 ? [0, 100, 250] : [100, 100, 150]), () => 1);
  expect(difference(erased, plain([50, 100, 200]))).toBeLessThan(1);
});

test("what is erased or painted is opaque", async () => {
  const transparent = colorful();
  for (let at = 3; at < transparent.pixels.length; at += 4) transparent.pixels[at] = 0;
  for (const changed of [erase(transparent, () => 1), await inpaint(transparent, () => 1, sceneOf())]) {
    expect(meanOf(changed, (at) => changed.pixels[at + 3] ?? 0)).toBe(255);
  }
});

test("inpaint draws the landscape of the scene", async () => {
  const area = { left: 10, top: 5, right: 90, bottom: 30 };
  const painted = await inpaint(colorful(), shareIn(area), sceneOf(3));
  const landscape = await drawUnmarked({ ...sceneOf(3), ...size });
  const aboveMark = isIn({ ...area, bottom: 15 });
  expect(part(painted, aboveMark).equals(part(landscape, aboveMark))).toBe(true);
});

describe("recolor", () => {
  const hueOf = (picture: Picture, looksAt: (pixel: number) => boolean) => {
    const chroma = (channel: number) => meanOf(picture, (at) =>
      (picture.pixels[at + channel] ?? 0) - luminance(picture.pixels, at), looksAt);
    return atan2(0.877 * chroma(0), 0.492 * chroma(2));
  };

  test("gives another hue, and leaves the luminance of every pixel", () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 4294967294 }), (seed) => {
      const image = disc();
      const recolored = recolor(image, (pixel) => isInDisc(pixel) ? 1 : 0, sceneOf(seed));
      const turn = abs(hueOf(recolored, isInDisc) - hueOf(image, isInDisc));
      expect(min(turn, 2 * PI - turn)).toBeGreaterThan(1);
      const shifts = Array.from({ length: image.pixels.length / 4 }, (_, pixel) =>
        abs(luminance(recolored.pixels, pixel * 4) - luminance(image.pixels, pixel * 4)));
      expect(max(...shifts)).toBeLessThan(1.5);
    }), { numRuns: 15 });
  });

  test.each([
    ["A red car", [255, 0, 0]],
    ["a Yellow car and a blue one", [255, 255, 0]],
    ["blue", [0, 0, 255]],
    ["dark green", [0, 160, 0]],
  ] as const)("gives the hue that is asked for first: %s", (text, color) => {
    const recolored = recolor(disc(), (pixel) => isInDisc(pixel) ? 1 : 0, sceneOf(1, text));
    const turn = abs(hueOf(recolored, isInDisc) - hueOf(plain([...color]), () => true));
    expect(min(turn, 2 * PI - turn)).toBeLessThan(0.1);
  });

  test("gives grey a hue as well, and leaves black and white", () => {
    const image = paint((x) => x < 32 ? [0, 0, 0] : x < 64 ? [128, 128, 128] : [255, 255, 255]);
    const recolored = recolor(image, () => 1, sceneOf());
    expect(difference(recolored, image, (pixel) => pixel % 96 >= 32 && pixel % 96 < 64)).toBeGreaterThan(15);
    expect(difference(recolored, image, (pixel) => pixel % 96 < 32 || pixel % 96 >= 64)).toBe(0);
  });
});
