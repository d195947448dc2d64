/** A drawing depends on its inputs and on nothing else. */
import { expect, test } from "@jest/globals";
import { inpaint } from "../../emulator/drawing/effects/inpaint.ts";
import { keepEdges } from "../../emulator/drawing/effects/keep-edges.ts";
import { outpaint } from "../../emulator/drawing/effects/outpaint.ts";
import type { Picture } from "../../emulator/drawing/pixels/picture.ts";
import { recolor } from "../../emulator/drawing/effects/recolor.ts";
import { relight } from "../../emulator/drawing/effects/relight.ts";
import type { Scene } from "../../emulator/drawing/scene/scene.ts";
import { drawInStyle, transferStyle } from "../../emulator/drawing/effects/style.ts";
import { colorful, disc, sceneOf, shareIn, size } from "./pixels.ts";

const area = shareIn({ left: 10, top: 10, right: 80, bottom: 50 });

const drawings: Readonly<Record<string, (scene: Scene) => Picture | Promise<Picture>>> = {
  inpaint: (scene) => inpaint(disc(), area, scene),
  outpaint: (scene) => outpaint(disc(), { left: 30, right: 0, up: 0, down: 10 }, scene),
  recolor: (scene) => recolor(disc(), area, scene),
  relight: (scene) => relight(disc(), {
    scene,
    keepOriginalBackground: false,
    originalBackgroundDepth: 0.5,
    preserveOriginalSubject: 0.6,
    light: { strength: 0.3 },
  }),
  keepEdges: (scene) => keepEdges(disc(), scene, 0.7),
  drawInStyle: (scene) => drawInStyle(colorful(), scene, size, 0.5),
  transferStyle: (scene) => transferStyle(disc(), colorful(), scene, {
    styleStrength: 1, compositionFidelity: 0.9, changeStrength: 0.9,
  }),
};

test.each(Object.entries(drawings))("%s: same inputs, same bytes; another seed, prompt or style, other bytes", async (_name, make) => {
  const { pixels } = await make(sceneOf(1));
  const isSame = async (scene: Scene) => (await make(scene)).pixels.equals(pixels);
  expect(await isSame(sceneOf(1))).toBe(true);
  expect(await isSame(sceneOf(2))).toBe(false);
  expect(await isSame(sceneOf(1, "A forest"))).toBe(false);
  expect(await isSame({ ...sceneOf(1), style: "anime" })).toBe(false);
});
