/** Draws a landscape that depends on the prompts, the seed, the style and the size, and on nothing else. */
import type { Picture, Size } from "../pixels/picture.ts";
import { randomFrom, type Random } from "../pixels/random.ts";
import { drawAir, drawDistantAir } from "./air.ts";
import { drawBehind, drawSky } from "./backdrop.ts";
import { depictionOf } from "./depiction.ts";
import { drawFigures } from "./figures.ts";
import { drawGround } from "./ground.ts";
import { layoutOf } from "./layout.ts";
import type { Scene } from "./scene.ts";
import { render } from "./svg.ts";
import { drawWater } from "./water.ts";

/** What is drawn, and how large. */
export interface Subject extends Scene, Size {}

/** Lays what is in front over what is behind, with a fine grain, as a generated picture has it. */
function joinWithGrain(random: Random, behind: Picture, front: Picture): void {
  const { pixels } = behind;
  for (let at = 0; at < pixels.length; at += 4) {
    const share = (front.pixels[at + 3] ?? 0) / 255;
    const grain = (random() - 0.5) * 5 + 0.5;
    for (let channel = at; channel < at + 3; channel += 1) {
      const below = pixels[channel] ?? 0;
      const color = below + ((front.pixels[channel] ?? 0) - below) * share + grain;
      pixels[channel] = color < 0 ? 0 : color > 255 ? 255 : color;
    }
    pixels[at + 3] = 255;
  }
}

/** What the prompts name, in a landscape; a landscape of chance where they name nothing that is known. */
export async function drawLandscape({ prompts, seed, style = "", width, height }: Subject): Promise<Picture> {
  const random = randomFrom(JSON.stringify(prompts), seed, style, width, height);
  const depiction = depictionOf({ prompts });
  const layout = layoutOf(random, depiction, { width, height });
  const behind = await render(
    drawSky(random, layout) + drawDistantAir(random, layout) + drawBehind(random, layout), { width, height });
  if (layout.shore < height) drawWater(behind, layout);
  const front = await render(
    drawGround(random, layout) + drawFigures(random, depiction.things, layout) + drawAir(random, layout),
    { width, height },
  );
  joinWithGrain(random, behind, front);
  return behind;
}
