/** Drawings that another picture guides: by its edges, by its colors. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { draw } from "../../emulator/drawing/scene/draw.ts";
import { keepEdges } from "../../emulator/drawing/effects/keep-edges.ts";
import { luminance, type Picture } from "../../emulator/drawing/pixels/picture.ts";
import { drawInStyle, transferStyle } from "../../emulator/drawing/effects/style.ts";
import { brightness, colorful, correlation, difference, disc, meanOf, paint, plain, sceneOf, size } from "./pixels.ts";

const { abs, floor, max, min } = Math;

/** How much the brightness varies around each pixel: a line drawn along an edge lies beside it as well. */
function edgesOf({ width, height, pixels }: Picture): number[] {
  const brightness = Array.from({ length: width * height }, (_, pixel) => luminance(pixels, pixel * 4));
  return brightness.map((_value, pixel) => {
    const [x, y] = [pixel % width, floor(pixel / width)];
    let [darkest, brightest] = [255, 0];
    for (let row = max(0, y - 2); row <= min(height - 1, y + 2); row += 1) {
      for (let column = max(0, x - 2); column <= min(width - 1, x + 2); column += 1) {
        darkest = min(darkest, brightness[row * width + column] ?? 0);
        brightest = max(brightest, brightness[row * width + column] ?? 0);
      }
    }
    return brightest - darkest;
  });
}

const meanColor = (picture: Picture) =>
  [0, 1, 2].map((channel) => meanOf(picture, (at) => picture.pixels[at + channel] ?? 0));

const colorDistance = (one: Picture, other: Picture) => {
  const to = meanColor(other);
  return meanColor(one).reduce((sum, value, channel) => sum + abs(value - (to[channel] ?? 0)), 0) / 3;
};

describe("keepEdges", () => {
  test.each([1, 2, 3, 4, 5])("shows more of the edges the stronger it is, with the seed %d", async (seed) => {
    const image = disc();
    const likeness = async (strength: number) =>
      correlation(edgesOf(await keepEdges(image, sceneOf(seed), strength)), edgesOf(image));
    const [none, some, full] = [await likeness(0), await likeness(0.5), await likeness(1)];
    expect(some).toBeGreaterThan(none + 0.1);
    expect(full).toBeGreaterThan(some);
    expect(full).toBeGreaterThan(0.4);
  });

  test("is as light and dark as the picture the stronger it is", async () => {
    const image = paint((x) => [x * 2, x * 2, x * 2]);
    const slope = async (strength: number) => {
      const drawn = await keepEdges(image, sceneOf(), strength);
      return brightness(drawn, (pixel) => pixel % 96 >= 64) - brightness(drawn, (pixel) => pixel % 96 < 32);
    };
    const [none, half, full] = [await slope(0), await slope(0.5), await slope(1)];
    expect(half).toBeGreaterThan(none + 20);
    expect(full).toBeGreaterThan(half + 20);
  });

  test("is the landscape alone at no strength", async () => {
    const drawn = await draw({ ...sceneOf(), ...size });
    expect((await keepEdges(colorful(), sceneOf(), 0)).pixels.equals(drawn.pixels)).toBe(true);
  });
});

describe("drawInStyle", () => {
  const reference = paint((x) => [180 + x % 20, 40 + x % 60, 90], { width: 50, height: 120 });

  test("has exactly the size asked, whatever that of the reference", async () => {
    const side = fc.integer({ min: 64, max: 130 });
    await fc.assert(fc.asyncProperty(side, side, async (width, height) => {
      const drawn = await drawInStyle(reference, sceneOf(), { width, height }, 0.5);
      expect([drawn.width, drawn.height, drawn.pixels.length]).toStrictEqual([width, height, width * height * 4]);
    }), { numRuns: 10 });
  });

  test("moves the colors to those of the reference by its fidelity", async () => {
    const distance = async (fidelity: number) =>
      colorDistance(await drawInStyle(reference, sceneOf(), size, fidelity), reference);
    const none = await distance(0);
    expect(none).toBeGreaterThan(20);
    // A few pixels are the mark.
    expect(await distance(0.5)).toBeLessThan(none * 0.6);
    expect(await distance(0.5)).toBeGreaterThan(none * 0.4);
    expect(await distance(1)).toBeLessThan(8);
  });

  test("is the landscape alone at no fidelity", async () => {
    const drawn = await drawInStyle(reference, sceneOf(), size, 0);
    expect(drawn.pixels.equals((await draw({ ...sceneOf(), ...size })).pixels)).toBe(true);
  });
});

describe("transferStyle", () => {
  const style = plain([200, 60, 20], { width: 30, height: 30 });
  const full = { styleStrength: 1, compositionFidelity: 1, changeStrength: 1 };
  const init = disc([250, 250, 250], [60, 80, 160]);

  test("moves the colors to those of the style by its strength", async () => {
    const distance = async (styleStrength: number) =>
      colorDistance(await transferStyle(init, style, sceneOf(), { ...full, styleStrength }), style);
    const none = await distance(0);
    expect(await distance(0.5)).toBeLessThan(none * 0.6);
    expect(await distance(1)).toBeLessThan(none * 0.15);
  });

  test("keeps the composition by its fidelity", async () => {
    const likeness = async (compositionFidelity: number) => correlation(
      edgesOf(await transferStyle(init, colorful(), sceneOf(), { ...full, compositionFidelity })), edgesOf(init));
    const [none, some, all] = [await likeness(0), await likeness(0.5), await likeness(1)];
    expect(some).toBeGreaterThan(none);
    expect(all).toBeGreaterThan(some);
    expect(all).toBeGreaterThan(0.5);
  });

  test("changes the picture by the strength of the change", async () => {
    const unmarked = (pixel: number) => pixel < 96 * 48;
    const change = async (changeStrength: number) =>
      difference(await transferStyle(init, style, sceneOf(), { ...full, changeStrength }), init, unmarked);
    expect(await change(0)).toBe(0);
    expect(await change(0.5) / await change(1)).toBeCloseTo(0.5, 1);
  });
});
