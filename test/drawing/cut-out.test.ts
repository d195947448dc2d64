import { expect, test } from "@jest/globals";
import fc from "fast-check";
import sharp from "sharp";
import { cutOut } from "../../emulator/drawing/effects/cut-out.ts";
import { drawUnmarked } from "../../emulator/drawing/scene/draw.ts";
import { decode, type Picture } from "../../emulator/drawing/pixels/picture.ts";
import { photos } from "./photos.ts";
import { disc, isInDisc, isOffDisc, meanOf, paint, part, plain, sceneOf, size } from "./pixels.ts";

const opacity = (picture: Picture, looksAt?: (pixel: number) => boolean) =>
  meanOf(picture, (at) => picture.pixels[at + 3] ?? 0, looksAt);
const corners = [0, 95, 96 * 63, 96 * 64 - 1];

test.each([
  ["plain", () => disc()],
  ["smooth", () => paint((x, y) => isInDisc(y * 96 + x) ? [30, 60, 140] : [120 + x, 150 + y, 240 - x])],
  ["vignetted", () => paint((x, y) => {
    const inwards = 2 * Math.min(x, 95 - x, y);
    return isInDisc(y * 96 + x) ? [250, 10, 10] : [90 + inwards, 90 + inwards, 90 + inwards];
  })],
  ["grainy", () => paint((x, y) => isInDisc(y * 96 + x) ? [30, 60, 140] : [200 + (x * 7 + y * 13) % 8, 200, 200])],
])("before a %s background the subject stays as it is, and the background becomes transparent", async (_name, make) => {
  const image = make();
  const alone = await cutOut(image);
  const isWellInside = (pixel: number) => isInDisc(pixel) && isInDisc(pixel - 4) && isInDisc(pixel + 4)
    && isInDisc(pixel - 4 * 96) && isInDisc(pixel + 4 * 96);
  expect(part(alone, isWellInside).equals(part(image, isWellInside))).toBe(true);
  expect(opacity(alone, isOffDisc)).toBe(0);
  expect(alone.pixels.equals((await cutOut(image)).pixels)).toBe(true);
});

test("of what is transparent, no color is left", async () => {
  expect(new Set(part(await cutOut(disc()), isOffDisc))).toStrictEqual(new Set([0]));
});

test("a hole in the subject is no background", async () => {
  const isRing = (x: number, y: number) => isInDisc(y * 96 + x) && Math.hypot(x - 48, y - 32) > 6;
  const ring = paint((x, y) => isRing(x, y) ? [9, 9, 9] : [200, 205, 210]);
  expect((await cutOut(ring)).pixels[(32 * 96 + 48) * 4 + 3]).toBe(255);
});

test.each([
  ["nothing", plain([90, 120, 150])],
  ["nothing but thin lines", paint((x, y) => x % 8 === 4 && y > 0 && y < 60 ? [0, 0, 0] : [90, 120, 150])],
])("where %s differs, a soft ellipse in the middle stays", async (_name, image) => {
  const alone = await cutOut(image);
  expect(alone.pixels[(32 * 96 + 48) * 4 + 3]).toBe(255);
  expect(corners.map((pixel) => alone.pixels[pixel * 4 + 3])).toStrictEqual([0, 0, 0, 0]);
  expect(new Set(alone.pixels.filter((_value, at) => at % 4 === 3)).size).toBeGreaterThan(10);
});

test("neither all nor nothing is ever left", async () => {
  await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: 9999 }), async (seed) => {
    const left = opacity(await cutOut(await drawUnmarked({ ...sceneOf(seed), ...size }))) / 255;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(1);
  }), { numRuns: 30 });
}, 120_000);

test("what was transparent stays transparent", async () => {
  const image = disc();
  for (let at = 3; at < image.pixels.length; at += 4) image.pixels[at] = 100;
  expect(Math.max(...(await cutOut(image)).pixels.filter((_value, at) => at % 4 === 3))).toBe(100);
});

/** As another program saves it. */
async function savedAgain({ pixels, width, height }: Picture): Promise<Picture> {
  const raw = { raw: { width, height, channels: 4 } } as const;
  return decode(await sharp(pixels, raw).removeAlpha().jpeg({ quality: 82 }).toBuffer());
}

test.each(Object.entries(photos))("of %s, the subject is found, and none of its shadow", async (name, make) => {
  const { image, mask } = await make();
  for (const photo of [image, await savedAgain(image)]) {
    const alone = await cutOut(photo);
    const isSeen = (pixel: number) => (alone.pixels[pixel * 4 + 3] ?? 0) > 127;
    const all = Array.from({ length: image.width * image.height }, (_, pixel) => pixel);
    const both = all.filter((pixel) => isSeen(pixel) && mask(pixel)).length;
    const either = all.filter((pixel) => isSeen(pixel) || mask(pixel)).length;
    // Holes are filled, as that in the handle of the cup.
    expect(both / either).toBeGreaterThan(name.includes("cup") ? 0.88 : 0.96);
  }
});
