/** A sketch is colored between its lines. */
import { expect, test } from "@jest/globals";
import { colorSketch } from "../../emulator/drawing/effects/color-sketch.ts";
import { draw } from "../../emulator/drawing/scene/draw.ts";
import { brightness, difference, isIn, meanOf, paint, sceneOf, size } from "./pixels.ts";

const isFrame = (x: number, y: number) =>
  (x > 20 && x < 76 && y > 10 && y < 44) && !(x > 22 && x < 74 && y > 12 && y < 42);
const isWall = (x: number, y: number) => x > 46 && x < 50 && y > 10 && y < 44;
const sketch = () => paint((x, y) => isFrame(x, y) || isWall(x, y) ? [20, 20, 20] : [250, 250, 250]);
const rooms = [{ left: 26, right: 44 }, { left: 53, right: 71 }]
  .map(({ left, right }) => isIn({ left, right, top: 16, bottom: 39 }));

test.each([1, 2, 3])("each region between lines has one color of its own, with the seed %d", async (seed) => {
  const colored = await colorSketch(sketch(), sceneOf(seed), 1);
  const [left, right] = rooms.map((isRoom) => [0, 1, 2].map((channel) =>
    meanOf(colored, (at) => colored.pixels[at + channel] ?? 0, isRoom)));
  const apart = [0, 1, 2].map((channel) => Math.abs((left?.[channel] ?? 0) - (right?.[channel] ?? 0)));
  expect(Math.max(...apart)).toBeGreaterThan(15);
  for (const isRoom of rooms) {
    const mean = brightness(colored, isRoom);
    const evenness = meanOf(colored, (at) => Math.abs((colored.pixels[at + 1] ?? 0) - mean), isRoom);
    expect(evenness).toBeLessThan(60);
    expect(mean).toBeGreaterThan(60);
  }
  expect(brightness(colored, isIn({ left: 46, right: 50, top: 14, bottom: 40 }))).toBeLessThan(90);
});

test("without strength it is the landscape alone", async () => {
  const drawn = await draw({ ...sceneOf(), ...size });
  expect((await colorSketch(sketch(), sceneOf(), 0)).pixels.equals(drawn.pixels)).toBe(true);
  expect(difference(await colorSketch(sketch(), sceneOf(), 0.3), drawn)).toBeGreaterThan(5);
});
