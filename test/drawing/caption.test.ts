import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { withCaption } from "../../emulator/drawing/pixels/caption.ts";
import { columnsOf } from "../../emulator/drawing/pixels/font.ts";
import { markAsEmulated } from "../../emulator/drawing/pixels/mark.ts";
import { brightness, difference, isIn, part, plain } from "./pixels.ts";

const wide = { width: 512, height: 256 };
const ground = () => plain([120, 130, 140], wide);
const details = ["sd3", "seed 7", "sd3.5-large"];
const isCaption = isIn({ left: 0, top: 241, right: 458, bottom: 256 }, wide);

describe("the caption", () => {
  test("lies at the lower edge, beside the mark, and not a bit changes above it", () => {
    const captioned = withCaption(ground(), "A lighthouse on a cliff", details);
    const isAbove = isIn({ left: 0, top: 0, right: 512, bottom: 241 }, wide);
    expect(part(captioned, isAbove).equals(part(ground(), isAbove))).toBe(true);
    expect(brightness(captioned, isCaption)).toBeLessThan(80);
    const marked = ground();
    markAsEmulated(marked);
    expect(difference(marked, ground())).toBeGreaterThan(0);
    const isMark = isIn({ left: 458, top: 241, right: 512, bottom: 256 }, wide);
    expect(brightness(captioned, isMark)).toBeGreaterThan(brightness(withCaption(ground(), "x", []), isCaption));
  });

  test("says something else of another prompt, seed and model", () => {
    const of = (prompt: string, ...of: string[]) => withCaption(ground(), prompt, of).pixels.toString("base64");
    const all = [of("A cat", "sd3", "seed 7"), of("A dog", "sd3", "seed 7"), of("A cat", "sd3", "seed 8"), of("A cat", "core", "seed 7")];
    expect(new Set(all).size).toBe(4);
  });

  test.each([[128, 128, true], [64, 64, false], [512, 74, false], [512, 75, true]])(
    "of %d × %d pixels, a picture has one: %s", (width, height, isThere) => {
      const picture = plain([120, 130, 140], { width, height });
      expect(!withCaption(picture, "A cat", []).pixels.equals(picture.pixels)).toBe(isThere);
    });

  test("takes any text in any size", () => {
    const side = fc.integer({ min: 1, max: 700 });
    fc.assert(fc.property(side, side, fc.string({ unit: "binary" }), fc.array(fc.string()), (width, height, text, of) => {
      const picture = plain([120, 130, 140], { width, height });
      expect(withCaption(picture, text, of)).toMatchObject({ width, height });
    }), { numRuns: 60 });
  });
});

describe("the font", () => {
  const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));

  test("has a shape of its own for every printable character of ASCII", () => {
    expect(new Set(printable.map((character) => columnsOf(character).join())).size).toBe(95);
  });

  test("shows other characters as a box, without their accents as letters, and dashes as hyphens", () => {
    expect(columnsOf("東")).toStrictEqual(columnsOf("🚀"));
    expect(printable.map((character) => columnsOf(character).join())).not.toContain(columnsOf("東").join());
    expect(columnsOf("Café – “ok”…")).toStrictEqual(columnsOf("Cafe - \"ok\"..."));
  });
});
