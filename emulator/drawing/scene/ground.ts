/** What lies in front: sand, grass, dunes, rows of a field, a street, another world, a cliff. */
import { mixColors, type Color } from "../pixels/colors.ts";
import { between, type Random } from "../pixels/random.ts";
import type { Layout } from "./layout.ts";
import type { Place } from "./vocabulary/places.ts";
import { at, ellipse, fill, fromAbove, litBy, pathThrough, stroke } from "./svg.ts";

const { ceil, sin, PI } = Math;

const white: Color = [246, 249, 255];
const shadow: Color = [26, 26, 52];

type Kind = NonNullable<Place["ground"]>["kind"];

/** What all kinds of ground are drawn from. */
interface Area {
  random: Random;
  layout: Layout;
  top: number;
  color: Color;
}

/** A gentle edge from the left to the right. */
function wavyEdge(random: Random, width: number, top: number, size: number): [number, number][] {
  const [phase, bends] = [random() * 2 * PI, between(random, 0.7, 1.6)];
  return Array.from({ length: 41 }, (_, index) => {
    const across = index / 40;
    return [across * width, top + size * (sin(phase + across * PI * 2 * bends) + 0.3 * sin(phase * 3 + across * 17))];
  });
}

const downFrom = ({ width, height }: Layout, edge: readonly (readonly [number, number])[]) =>
  `${pathThrough(edge)}L${at(width)} ${at(height)}L0 ${at(height)}Z`;

/** The ground itself, lighter at its far edge. */
function drawSoil({ random, layout, top, color }: Area, swell = 0.012): string {
  const edge = wavyEdge(random, layout.width, top, layout.height * swell);
  const gradient = fromAbove("soil", top, layout.height, [0, mixColors(color, layout.palette.horizon, 0.22)], [0.35, color],
    [1, mixColors(color, shadow, 0.26)]);
  return gradient + fill(downFrom(layout, edge), "url(#soil)");
}

function drawBlades({ random, layout, top, color }: Area): string {
  const { width, height, unit } = layout;
  const count = ceil(260 * width / height);
  let path = "";
  for (let index = 0; index < count; index += 1) {
    const depth = random() ** 0.8;
    const [x, y] = [random() * width, top + height * 0.02 + (height - top) * depth];
    const size = unit * (0.006 + 0.016 * depth);
    path += `M${at(x - size * 0.5)} ${at(y - size)}L${at(x)} ${at(y)}L${at(x + size * 0.4)} ${at(y - size * 1.1)}`;
  }
  return stroke(path, mixColors(color, shadow, 0.3), Math.max(0.7, unit * 0.0018), 0.55);
}

function drawFoam({ random, layout, top }: Area): string {
  if (layout.shore > layout.height) return "";
  const edge = wavyEdge(random, layout.width, top + layout.height * 0.004, layout.height * 0.01);
  const line = pathThrough(edge);
  const foam = litBy(white, layout.palette.light);
  return stroke(line, foam, layout.unit * 0.012, 0.75)
    + stroke(pathThrough(edge.map(([x, y]) => [x, y - layout.unit * 0.022])), foam, layout.unit * 0.004, 0.5);
}

function drawPebbles({ random, layout, top, color }: Area): string {
  const { width, height, unit } = layout;
  return Array.from({ length: 34 }, () => {
    const depth = between(random, 0.2, 1);
    const [x, y] = [random() * width, top + (height - top) * depth];
    const size = unit * 0.007 * depth * between(random, 0.4, 1.3);
    return ellipse(x, y, size * 1.5, size * 0.8, mixColors(color, shadow, 0.32), 0.6);
  }).join("");
}

function drawDunes({ random, layout, top, color }: Area): string {
  const { width, height, palette } = layout;
  return [0, 1, 2, 3].map((row) => {
    const base = top + (height - top) * row * 0.24;
    const crest = width * between(random, 0.15, 0.85);
    const high = height * (0.05 + 0.025 * row);
    const tone = mixColors(mixColors(color, palette.horizon, 0.4 - row * 0.12), shadow, row * 0.05);
    const back = `M0 ${at(base + high * 0.3)}Q${at(crest * 0.6)} ${at(base + high * 0.1)} ${at(crest)} ${at(base - high)}`;
    return fill(`${back}Q${at(crest + width * 0.2)} ${at(base - high * 0.2)} ${at(width)} ${at(base)}V${height}H0Z`, tone)
      + fill(`M${at(crest)} ${at(base - high)}Q${at(crest + width * 0.2)} ${at(base - high * 0.2)} ${at(width)} ${at(base)}V${height}`
        + `H${at(crest - width * 0.12)}Q${at(crest - width * 0.1)} ${at(base + high)} ${at(crest)} ${at(base - high)}Z`,
      mixColors(tone, shadow, 0.24), 0.75);
  }).join("");
}

/** Rows that meet at the horizon. */
function drawRows({ random, layout, top, color }: Area): string {
  const { width, height } = layout;
  const meet = width * between(random, 0.35, 0.65);
  const dark = mixColors(color, [70, 96, 44], 0.55);
  let rows = "";
  for (let index = -22; index < 22; index += 1) {
    const spread = Math.max(width, height) * 0.11;
    const [left, right] = [meet + index * spread, meet + (index + 0.5) * spread];
    rows += `M${at(meet + index * spread * 0.08)} ${at(top + height * 0.008)}L${at(meet + (index + 0.5) * spread * 0.08)}`
      + ` ${at(top + height * 0.008)}L${at(right)} ${at(height)}H${at(left)}Z`;
  }
  return fill(rows, dark, 0.7);
}

function drawPavement({ random, layout, top, color }: Area): string {
  const { width, height } = layout;
  const meet = width * between(random, 0.4, 0.6);
  const road = mixColors(color, [30, 32, 42], 0.55);
  const half = Math.max(width * 0.3, height * 0.2);
  let dashes = "";
  for (let depth = 0.05; depth < 1; depth *= 1.55) {
    const [upper, lower] = [depth, depth * 1.28];
    const y = (share: number) => top + (height - top) * share;
    dashes += `M${at(meet - upper * half * 0.03)} ${at(y(upper))}H${at(meet + upper * half * 0.03)}L${at(meet + lower * half * 0.03)}`
      + ` ${at(y(lower))}H${at(meet - lower * half * 0.03)}Z`;
  }
  return fill(`M${at(meet - 1)} ${at(top)}H${at(meet + 1)}L${at(meet + half)} ${height}H${at(meet - half)}Z`, road)
    + fill(dashes, litBy([244, 238, 214], layout.palette.light), 0.9);
}

const details: Readonly<Record<Kind, (area: Area) => string>> = {
  grass: drawBlades,
  sand: (area) => drawFoam(area) + drawPebbles(area),
  dunes: drawDunes,
  rows: (area) => drawRows(area) + drawBlades(area),
  pavement: drawPavement,
};

/** Another world: a round horizon, and craters. */
function drawMoon({ random, layout, top }: Area): string {
  const { width, height } = layout;
  const stone: Color = [148, 142, 156];
  const gradient = fromAbove("soil", top, height, [0, [196, 190, 200]], [1, [78, 72, 92]]);
  const craters = Array.from({ length: 9 }, () => {
    const depth = between(random, 0.2, 0.95);
    const [x, y] = [random() * width, top + (height - top) * depth];
    const size = layout.unit * 0.07 * depth * between(random, 0.5, 1.2);
    return ellipse(x, y, size, size * 0.32, [108, 102, 124])
      + ellipse(x, y + size * 0.07, size * 0.9, size * 0.25, mixColors(stone, shadow, 0.12));
  }).join("");
  return `${gradient}<path d="M0 ${at(top + height * 0.06)}Q${at(width / 2)} ${at(top - height * 0.05)} ${width} ${at(top + height * 0.06)}`
    + `V${height}H0Z" fill="url(#soil)"/>${craters}`;
}

/** Rock with a flat top, a broken face towards the sea, and surf at its foot. */
function drawCliff(random: Random, layout: Layout): string {
  const { cliff, width, height, palette, unit, weather } = layout;
  if (cliff === undefined) return "";
  const x = (share: number) => cliff.isLeft ? share * width : (1 - share) * width;
  const rock = litBy(mixColors([134, 116, 104], palette.far, 0.16), palette.light);
  const turf = litBy(weather.whitensGround ? white : [104, 146, 78], palette.light);
  const steps = 9;
  const face = Array.from({ length: steps + 1 }, (_, index): [number, number] => {
    const down = index / steps;
    const out = cliff.edge + 0.1 * down + (index === 0 ? 0 : between(random, -0.035, 0.03));
    return [x(out), cliff.top + (height - cliff.top) * down];
  });
  const top = Array.from({ length: 9 }, (_, index): [number, number] =>
    [x(cliff.edge * index / 8), cliff.top + unit * 0.012 * sin(index * 1.7) - unit * 0.02 * (1 - index / 8)]);
  const outline = `${pathThrough([...top, ...face])}L${at(x(-0.02))} ${height}Z`;
  const gradient = fromAbove("rock", cliff.top, height, [0, mixColors(rock, palette.sun, 0.16)], [1, mixColors(rock, shadow, 0.5)]);
  const cracks = Array.from({ length: 12 }, () => {
    const from = between(random, 0.02, cliff.edge + 0.02);
    const start = cliff.top + (height - cliff.top) * between(random, 0.12, 0.8);
    const long = (height - cliff.top) * between(random, 0.06, 0.2);
    return `M${at(x(from))} ${at(start)}L${at(x(from + 0.014))} ${at(start + long * 0.4)}L${at(x(from - 0.006))} ${at(start + long * 0.7)}`
      + `L${at(x(from + 0.012))} ${at(start + long)}`;
  }).join("");
  const ledges = face.slice(2, -1).map(([right, y], index) =>
    `M${at(right)} ${at(y)}L${at(right + (cliff.isLeft ? -1 : 1) * width * (0.06 + 0.04 * ((index * 7) % 3)))} ${at(y + height * 0.012)}`).join("");
  const shade = `${pathThrough([...face, ...face.map(([right, y], index): [number, number] =>
    [right + (cliff.isLeft ? -1 : 1) * width * (0.05 + 0.03 * ((index * 5) % 3)), y]).reverse()])}Z`;
  const lip = top.map(([right, y], index): [number, number] =>
    [right, y + unit * (0.035 + 0.014 * ((index * 5) % 3))]).reverse();
  const foam = litBy(white, palette.light);
  const foot = face.at(-2) ?? [0, height];
  const surf = [0, 1, 2].map((index) => ellipse(
    foot[0], foot[1] - index * unit * 0.004, unit * (0.1 - 0.022 * index), unit * (0.014 - 0.003 * index), foam, 0.4,
  )).join("");
  return gradient + fill(outline, "url(#rock)") + fill(shade, shadow, 0.22) + stroke(cracks, mixColors(rock, shadow, 0.6), unit * 0.003, 0.6)
    + stroke(ledges, mixColors(rock, palette.sun, 0.4), unit * 0.004, 0.5) + fill(`${pathThrough([...top, ...lip])}Z`, turf)
    + stroke(pathThrough(top), mixColors(turf, palette.sun, 0.35), unit * 0.006, 0.8) + surf;
}

export function drawGround(random: Random, layout: Layout): string {
  const { place: { ground, isInSpace }, palette, weather, groundTop: top } = layout;
  const area = (color: Color): Area => ({ random, layout, top, color });
  if (isInSpace) return drawMoon(area(white));
  if (ground === undefined) return drawCliff(random, layout);
  const color = litBy(mixColors(ground.color, white, weather.whitensGround ? 0.88 : 0), palette.light);
  return drawSoil(area(color)) + details[ground.kind](area(color)) + drawCliff(random, layout);
}
