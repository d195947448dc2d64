/** What prompts name is seen. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { looks } from "../../emulator/drawing/looks/looks.ts";
import { depictionOf } from "../../emulator/drawing/scene/depiction.ts";
import { drawUnmarked } from "../../emulator/drawing/scene/draw.ts";
import { beings } from "../../emulator/drawing/scene/vocabulary/beings.ts";
import { buildings } from "../../emulator/drawing/scene/vocabulary/buildings.ts";
import { places } from "../../emulator/drawing/scene/vocabulary/places.ts";
import { times, weathers } from "../../emulator/drawing/scene/vocabulary/skies.ts";
import { brightness, difference, meanOf, sceneOf } from "./pixels.ts";

const size = { width: 160, height: 120 };
const seen = (text: string, negative?: string) => {
  const { things, ...rest } = depictionOf({
    prompts: [{ text }, ...negative === undefined ? [] : [{ text: negative, weight: -1 }]],
  });
  return { ...rest, things: things.map(({ thing, count }) => `${count} ${thing.words[0] ?? ""}`) };
};
const drawn = (text: string, more: object = {}) => drawUnmarked({ ...sceneOf(5, text), ...size, ...more });
const words = [
  ...[...beings, ...buildings].flatMap((thing) => thing.words), ...[places, times, weathers].flatMap(Object.keys),
];

describe("a prompt", () => {
  test.each([
    ["A lighthouse on a cliff", ["1 lighthouse"]],
    ["three cats and a dog", ["3 cat", "1 dog"]],
    ["two FOXES, many castles; 4 houses", ["2 fox", "7 castle", "4 house"]],
    ["palm trees and one tree", ["3 palm", "1 tree"]],
    ["men", ["3 person"]],
    ["birds", ["5 bird"]],
    ["a catalogue of dogma, treehouse", []],
    ["the constructor of __proto__ and toString", []],
    ["", []],
  ])("names things and how many: %s", (text, things) => {
    expect(seen(text).things).toStrictEqual(things);
  });

  test("names a time, the weather and a place", () => {
    expect(seen("a snowy night in the mountains")).toMatchObject({
      palette: times["night"], weather: weathers["snow"], place: places["mountain"],
    });
    expect(seen("anything else")).toMatchObject({ palette: undefined, weather: {}, place: {} });
  });

  test("gives a color to the thing that follows it, and to the sky if none does", () => {
    const { things, color } = depictionOf({ prompts: [{ text: "a red house and a boat" }] });
    expect(things.map((wanted) => wanted.color)).toStrictEqual([[214, 48, 42], undefined]);
    expect(color).toBeUndefined();
    expect(seen("a purple dream").color).toStrictEqual([128, 56, 168]);
  });

  test("takes away what a negative prompt names, by any of its words", () => {
    expect(seen("a cat, a dog and a house at night", "kittens, a cottage, moonlight")).toMatchObject({
      things: ["1 dog"], palette: undefined,
    });
  });

  test.each(words)("of one word draws something else than of none: %s", async (word) => {
    const [named, nothing] = [await drawn(word), await drawn("")];
    expect(difference(named, nothing)).toBeGreaterThan(0.5);
  });

  test("of any words gives a picture of exactly the size asked", async () => {
    const side = fc.integer({ min: 1, max: 300 });
    const text = fc.array(fc.constantFrom(...words, "red", "two", "of"), { maxLength: 12 }).map((all) => all.join(" "));
    await fc.assert(fc.asyncProperty(text, side, side, fc.nat(), async (text, width, height, seed) => {
      const picture = await drawUnmarked({ prompts: [{ text }], seed, width, height });
      expect([picture.width, picture.height, picture.pixels.length]).toStrictEqual([width, height, width * height * 4]);
    }), { numRuns: 60 });
  });
});

test("night is darker than day, and snow whiter than grass", async () => {
  for (const thing of ["", "a lighthouse on a cliff", "a city"]) {
    expect(brightness(await drawn(`${thing} at night`))).toBeLessThan(brightness(await drawn(`${thing} by day`)) - 40);
  }
  const isGround = (pixel: number) => pixel > 160 * 108;
  expect(brightness(await drawn("a meadow by day in winter"), isGround))
    .toBeGreaterThan(brightness(await drawn("a meadow by day"), isGround) + 50);
});

test.each([[1536, 640], [640, 1536], [128, 128], [512, 512]])(
  "a lighthouse is seen on its cliff by day and by night, in %d × %d", async (width, height) => {
    for (const time of ["day", "night"]) {
      const of = (text: string, seed: number) => drawUnmarked({ prompts: [{ text: `${text} ${time}` }], seed, width, height });
      const picture = await of("a lighthouse on a cliff,", 7);
      // Nothing else in the scene is as red as it is.
      const redness = (at: number) => Number((picture.pixels[at] ?? 0) > 1.7 * (picture.pixels[at + 1] ?? 0) + 12
        && (picture.pixels[at] ?? 0) > 1.2 * (picture.pixels[at + 2] ?? 0));
      expect(meanOf(picture, redness) * width * height / Math.min(width, height) ** 2).toBeGreaterThan(0.004);
    }
  });

describe("a style", () => {
  const presets = [
    "enhance", "anime", "photographic", "digital-art", "comic-book", "fantasy-art", "line-art", "analog-film",
    "neon-punk", "isometric", "low-poly", "origami", "modeling-compound", "cinematic", "3d-model", "pixel-art",
    "tile-texture",
  ];

  test("is there for each of the seventeen presets", () => {
    expect(Object.keys(looks).sort()).toStrictEqual([...presets].sort());
  });

  test.each(presets)("changes the same landscape in a way of its own: %s", async (style) => {
    const picture = await drawn("a house in a field", { style });
    expect(difference(picture, await drawn("a house in a field"))).toBeGreaterThan(4);
    expect(picture.pixels.equals((await drawn("a house in a field", { style })).pixels)).toBe(true);
    for (const other of presets.filter((other) => other !== style)) {
      expect(difference(picture, await drawn("a house in a field", { style: other }))).toBeGreaterThan(1.5);
    }
  });
});
