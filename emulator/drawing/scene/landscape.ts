/** Draws a landscape that depends on the prompts, the seed and the size, and on nothing else. */
import type { Picture, Size } from "../pixels/picture.ts";
import { randomFrom } from "../pixels/random.ts";
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

/** Lays what is in front over what is behind, in place. */
function join(behind: Picture, front: Picture): void {
  const { pixels } = behind;
  for (let at = 0; at < pixels.length; at += 4) {
    const share = (front.pixels[at + 3] ?? 0) / 255;
    for (let channel = at; channel < at + 3; channel += 1) {
      const below = pixels[channel] ?? 0;
      pixels[channel] = below + ((front.pixels[channel] ?? 0) - below) * share + 0.5;
    }
    pixels[at + 3] = 255;
  }
}

/** What the prompts name, in a landscape; a landscape of chance where they name nothing that is known. */
export async function drawLandscape({ prompts, seed, width, height }: Subject): Promise<Picture> {
  const random = randomFrom(JSON.stringify(prompts), seed, width, height);
  const depiction = depictionOf({ prompts });
  const layout = layoutOf(random, depiction, { width, height });
  const behind = await render(
    drawSky(random, layout) + drawDistantAir(random, layout) + drawBehind(random, layout), { width, height });
  if (layout.shore < height) drawWater(behind, layout);
  const front = await render(
    drawGround(random, layout) + drawFigures(random, depiction.things, layout) + drawAir(random, layout),
    { width, height },
  );
  join(behind, front);
  return behind;
}
