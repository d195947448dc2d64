/** What is said of a picture that an operation does not take. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { problemsOfPicture } from "../../components/dreamstudio/common/inputs/picture-limits.ts";
import type { Picture } from "../../components/dreamstudio/operations/parameter.ts";
import { pictureLimitsInWords, type PictureLimits } from "../../components/dreamstudio/operations/parameters/picture-limits.ts";

const stream = () => {
  throw new Error("nobody reads it");
};

const pictureOf = (width: number, height: number, contentType = "image/png"): Picture =>
  ({ filename: "a.png", contentType, bytes: 1, width, height, hasAlpha: false, orientation: 1, isAnimated: false, path: "a.png", stream });

const video: PictureLimits = { contentTypes: ["image/jpeg", "image/png"], sizes: [{ width: 768, height: 768 }] };

test("a picture may have several problems, and none where there are no limits", () => {
  expect(problemsOfPicture(pictureOf(1, 1), {})).toStrictEqual([]);
  const limits = { side: { min: 64 }, pixels: { min: 4096 }, maxRatio: 2.5 };
  expect(problemsOfPicture(pictureOf(10, 100), limits)).toStrictEqual([
    "is 10x100, but each side must be at least 64 pixels; use **Fit Image**",
    "is 10x100 = 1,000 pixels, but must have at least 4,096; use **Fit Image**",
    "is 10x100, but the longer side must be at most 2.5 times the shorter one; use **Fit Image**",
  ]);
});

test("a picture that is turned has the same problems", () => {
  const limits = fc.record({
    side: fc.record({ min: fc.integer({ min: 1, max: 50 }), max: fc.integer({ min: 51, max: 100 }) }),
    pixels: fc.record({ min: fc.integer({ min: 1, max: 2500 }), max: fc.integer({ min: 2501, max: 9000 }) }),
    maxRatio: fc.integer({ min: 1, max: 4 }),
  });
  const side = fc.integer({ min: 1, max: 120 });
  fc.assert(fc.property(limits, side, side, (limit, width, height) => {
    const count = problemsOfPicture(pictureOf(width, height), limit).length;
    expect(problemsOfPicture(pictureOf(height, width), limit)).toHaveLength(count);
    const isFine = Math.min(width, height) >= limit.side.min && Math.max(width, height) <= limit.side.max
      && width * height >= limit.pixels.min && width * height <= limit.pixels.max
      && Math.max(width, height) / Math.min(width, height) <= limit.maxRatio;
    expect(count === 0).toBe(isFine);
  }));
});

describe("the description of a prop", () => {
  test("says all limits", () => {
    expect(pictureLimitsInWords({ ...video, side: { min: 64 }, pixels: { min: 4096, max: 9_437_184 }, maxRatio: 2.5 }))
      .toStrictEqual([
        "Only JPEG or PNG",
        "Exactly one of the sizes 768x768",
        "Each side at least 64 pixels",
        "In all from 4,096 to 9,437,184 pixels",
        "The longer side at most 2.5 times the shorter one",
      ]);
  });

  test("says nothing where there are none", () => {
    expect(pictureLimitsInWords({})).toStrictEqual([]);
  });
});
