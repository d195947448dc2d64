/** What lies behind: the sky, and what rises at the horizon. */
import { hexOf, mixColors, type Color } from "../pixels/colors.ts";
import { between, type Random } from "../pixels/random.ts";
import type { Layout } from "./layout.ts";
import { around, at, fill, fromAbove, pathThrough, stroke } from "./svg.ts";

const { abs, ceil, floor, max, min, sin, PI } = Math;

const white: Color = [255, 255, 255];

function drawStars(random: Random, { width, height, horizon, place }: Layout): string {
  const bottom = place.isInSpace ? height : horizon;
  const count = min(700, ceil(width * bottom / 1400) + 12);
  const scale = max(0.5, min(width, height) / 900);
  return Array.from({ length: count }, () => {
    const [x, y] = [random() * width, random() ** 1.25 * bottom];
    const size = scale * (0.5 + 1.6 * random() ** 5);
    return `<circle cx="${at(x)}" cy="${at(y)}" r="${size.toFixed(2)}"`
      + ` fill="#fff8ec" fill-opacity="${between(random, 0.35, 1).toFixed(2)}"/>`;
  }).join("");
}

function drawSun({ sun: { x, y, radius }, palette, weather }: Layout): string {
  const isVeiled = weather.falls !== undefined;
  const strength = isVeiled ? 0.25 : 1;
  const glow = around("glow", x, y, radius * 7, [0, palette.sun, 0.6 * strength], [0.25, palette.sun, 0.25 * strength],
    [1, palette.sun, 0]);
  const disc = isVeiled ? "" : `<circle cx="${at(x)}" cy="${at(y)}" r="${at(radius)}" fill="rgb(${palette.sun.join()})"/>`;
  const craters = !palette.isDark || isVeiled ? "" : ([[-0.3, -0.2, 0.22], [0.3, 0.25, 0.28], [-0.2, 0.45, 0.14]] as const)
    .map(([right, down, size]) => `<circle cx="${at(x + right * radius)}" cy="${at(y + down * radius)}" r="${at(size * radius)}"`
      + ` fill="#c4c6d4" fill-opacity="0.6"/>`).join("");
  return `${glow}<circle cx="${at(x)}" cy="${at(y)}" r="${at(radius * 7)}" fill="url(#glow)"/>${disc}${craters}`;
}

function drawPlanet(random: Random, { width, height, unit }: Layout): string {
  const [x, y] = [width * between(random, 0.2, 0.8), height * between(random, 0.18, 0.34)];
  const radius = unit * between(random, 0.1, 0.15);
  const shade = around("planet", x - radius * 0.4, y - radius * 0.4, radius * 1.6, [0, [246, 206, 150]], [0.6, [206, 120, 96]],
    [1, [70, 36, 66]]);
  const cloud = around("nebula", width * 0.6, height * 0.4, unit * 0.6, [0, [150, 70, 170], 0.35], [1, [90, 60, 190], 0]);
  return `${cloud}<rect width="100%" height="100%" fill="url(#nebula)"/>${shade}`
    + `<circle cx="${at(x)}" cy="${at(y)}" r="${at(radius)}" fill="url(#planet)"/>`
    + `<ellipse cx="${at(x)}" cy="${at(y)}" rx="${at(radius * 1.8)}" ry="${at(radius * 0.35)}" fill="none" stroke="#e8d2b0"`
    + ` stroke-opacity="0.75" stroke-width="${at(radius * 0.12)}" transform="rotate(-16 ${at(x)} ${at(y)})"/>`;
}

/** Puffs that lie on one line, lighter above. */
function drawCloud(random: Random, x: number, y: number, size: number, color: Color): string {
  const puffs = Array.from({ length: 6 }, (_, index) => {
    const [right, radius] = [(index / 5 - 0.5) * 2, (1 - abs(index / 5 - 0.5)) * between(random, 0.32, 0.5)];
    return `<ellipse cx="${at(x + right * size)}" cy="${at(y - radius * size * 0.4)}" rx="${at(radius * size * 1.1)}"`
      + ` ry="${at(radius * size * 0.7)}"/>`;
  });
  return `<g fill="${hexOf(color)}" opacity="0.72">${puffs.join("")}</g>`;
}

function drawClouds(random: Random, { width, horizon, palette, weather, unit }: Layout): string {
  const count = weather.clouds ?? (palette.isDark ? 0 : floor(random() * 4));
  const color = mixColors(mixColors(palette.horizon, white, palette.isDark ? 0.06 : 0.55), palette.zenith,
    weather.falls ? 0.35 : 0.06);
  return Array.from({ length: count }, () => drawCloud(
    random, random() * width, horizon * between(random, 0.1, 0.62), unit * between(random, 0.07, 0.17), color,
  )).join("");
}

function drawRainbow({ width, horizon, unit }: Layout): string {
  const colors: readonly Color[] = [
    [226, 70, 60], [240, 150, 50], [248, 220, 80], [90, 180, 90], [70, 130, 210], [130, 80, 180],
  ];
  return colors.map((color, index) => {
    const radius = min(width * 0.46, horizon * 0.9) - index * unit * 0.018;
    return stroke(`M${at(width / 2 - radius)} ${at(horizon)}A${at(radius)} ${at(radius)} 0 0 1 ${at(width / 2 + radius)} ${at(horizon)}`,
      color, unit * 0.02, 0.55);
  }).join("");
}

export function drawSky(random: Random, layout: Layout): string {
  const { horizon, palette, weather, place } = layout;
  const gradient = fromAbove("sky", 0, horizon, [0, palette.zenith], [0.5, mixColors(palette.zenith, palette.horizon, 0.42)],
    [1, palette.horizon]);
  const hasStars = (palette.isDark && weather.veil === undefined) || weather.hasStars;
  return [
    gradient,
    `<rect width="100%" height="100%" fill="url(#sky)"/>`,
    hasStars ? drawStars(random, layout) : "",
    place.isInSpace ? drawPlanet(random, layout) : drawSun(layout),
    place.isInSpace ? "" : drawClouds(random, layout),
    weather.hasRainbow ? drawRainbow(layout) : "",
  ].join("");
}

/** The upper edge of a range of hills, from the left to the right. */
function ridge(random: Random, { width, height }: Layout, base: number, rough: number): [number, number][] {
  const waves = Array.from({ length: 7 }, (_, octave) => ({
    frequency: between(random, 0.6, 1.4) * 2 ** octave * PI / max(width, height) * 1.7,
    phase: between(random, 0, 2 * PI),
    size: rough * height * 0.55 ** octave,
  }));
  const step = max(1, width / 400);
  return Array.from({ length: ceil(width / step) + 2 }, (_, index) => {
    const x = index * step;
    return [x, base - waves.reduce((sum, { frequency, phase, size }) =>
      sum + size * (1 - abs(sin(frequency * x + phase)) * 1.6), 0)];
  });
}

const downTo = ({ width, height }: Layout, edge: readonly (readonly [number, number])[]) =>
  `${pathThrough(edge)}L${at(width)} ${at(height)}L0 ${at(height)}Z`;

/** A color of what is far or near; haze takes away the depth. */
function colorAt({ palette }: Layout, nearness: number): Color {
  return mixColors(palette.far, palette.near, nearness);
}

function drawHills(random: Random, layout: Layout, count: number, isLow: boolean): string {
  const { palette, horizon, height } = layout;
  return Array.from({ length: count }, (_, index) => {
    const nearness = count === 1 ? 0.2 : index / (count - 1) * 0.9;
    const base = horizon + height * (isLow ? 0.005 : -0.04 + 0.17 * nearness);
    const edge = ridge(random, layout, base, isLow ? 0.016 : 0.1 - 0.03 * nearness);
    const color = colorAt(layout, nearness);
    const haze = fromAbove(`hill${index}`, base - height * 0.12, base + height * 0.16, [0, color],
      [1, mixColors(color, palette.horizon, 0.36)]);
    return haze + fill(downTo(layout, edge), `url(#hill${index})`);
  }).join("");
}

/** One mountain: a lit and a shaded side, and snow on its top. */
function drawPeak(random: Random, layout: Layout, x: number, top: number, wide: number, color: Color): string {
  const { height, palette } = layout;
  const tall = layout.horizon + height * 0.08 - top;
  const bottom = layout.horizon + height * 0.08;
  const flank = (side: number) => Array.from({ length: 6 }, (_, index): [number, number] => {
    const down = (index + 1) / 6;
    const across = down + between(random, -0.05, 0.05);
    return [x + side * wide * across, top + tall * (down + between(random, -0.03, 0.03))];
  });
  const [left, right] = [flank(-1), flank(1)];
  const ridgeLine = Array.from({ length: 5 }, (_, index): [number, number] =>
    [x + wide * between(random, -0.12, 0.16) * (index + 1) / 3, top + tall * (index + 1) / 5]);
  const snowColor = mixColors(mixColors(white, palette.light, 0.5), palette.horizon, 0.25);
  const snowLine = [0.3, 0.18, 0.34, 0.2, 0.36, 0.22, 0.3].map((depth, index): [number, number] => {
    const across = (index / 6 - 0.5) * 2 * 0.3;
    return [x + across * wide, top + tall * (abs(across) < 0.29 ? depth : 0.3)];
  });
  return fill(`${pathThrough([[x, top], ...left, [x - wide, bottom], [x + wide, bottom], ...[...right].reverse()])}Z`, color)
    + fill(`${pathThrough([[x, top], ...ridgeLine, [x + wide, bottom], ...[...right].reverse()])}Z`,
      mixColors(color, [24, 26, 50], 0.28))
    + fill(`${pathThrough([[x, top], ...snowLine])}Z`, snowColor, 0.94);
}

function drawMountains(random: Random, layout: Layout): string {
  const { width, horizon, unit } = layout;
  const rows = [{ nearness: 0.12, tall: 0.36 }, { nearness: 0.45, tall: 0.26 }];
  return rows.map(({ nearness, tall }) => {
    const wide = unit * tall * 0.85;
    const count = ceil(width / (wide * 1.1)) + 1;
    return Array.from({ length: count }, (_, index) => drawPeak(
      random, layout, (index + between(random, -0.3, 0.3)) * width / (count - 1),
      horizon - unit * tall * between(random, 0.7, 1.15),
      wide * between(random, 0.85, 1.2), colorAt(layout, nearness)));
  }).flat().join("");
}

/** A row of firs, as one path. */
function drawFirs(random: Random, { width }: Layout, base: number, size: number, color: Color): string {
  let path = "";
  for (let x = -size * 0.2; x < width + size * 0.2; x += size * between(random, 0.16, 0.34)) {
    const tall = size * between(random, 0.65, 1.15);
    const [wide, top] = [tall * 0.2, base - tall];
    for (const [from, to, share] of [[0, 0.45, 0.55], [0.25, 0.72, 0.8], [0.5, 1.02, 1]] as const) {
      path += `M${at(x)} ${at(top + tall * from)}L${at(x + wide * share)} ${at(top + tall * to)}H${at(x - wide * share)}Z`;
    }
  }
  return fill(path, color);
}

function drawForest(random: Random, layout: Layout): string {
  const { height, unit, horizon, palette } = layout;
  const green: Color = [34, 88, 60];
  return drawHills(random, layout, 2, false) + [0, 1, 2].map((row) => {
    const shaded = mixColors(green, palette.near, palette.isDark ? 0.8 : 0.3);
    const color = mixColors(shaded, palette.horizon, 0.5 - row * 0.22);
    const base = horizon + height * (0.02 + row * 0.035);
    const floorColor = fill(`M0 ${at(base - 2)}H${layout.width}V${layout.height}H0Z`, color);
    return drawFirs(random, layout, base, unit * (0.16 + row * 0.1), color) + floorColor;
  }).join("");
}

/** Windows in rows, most of them dark by day and some of them lit by night. */
function drawWindows(
  random: Random, left: number, top: number, wide: number, bottom: number, size: number, isDark: boolean,
): string {
  let path = "";
  for (let y = top + size; y < bottom - size; y += size * 2) {
    for (let x = left + size * 0.7; x < left + wide - size; x += size * 1.8) {
      if (random() < (isDark ? 0.5 : 0.75)) path += `M${at(x)} ${at(y)}h${at(size * 0.9)}v${at(size)}h${at(-size * 0.9)}Z`;
    }
  }
  return path === "" ? "" : fill(path, isDark ? [255, 222, 140] : [226, 240, 250], isDark ? 0.9 : 0.4);
}

function drawCity(random: Random, layout: Layout): string {
  const { width, unit, horizon, palette, height } = layout;
  return [0.15, 0.5, 0.85].map((nearness, row) => {
    const color = mixColors(colorAt(layout, nearness), palette.isDark ? [16, 20, 42] : [92, 104, 128], 0.5);
    const base = horizon + height * 0.05 * row + 1;
    let houses = fill(`M0 ${at(base)}H${width}V${height}H0Z`, color);
    for (let x = -unit * 0.04; x < width;) {
      const wide = unit * between(random, 0.06, 0.13);
      const tall = unit * between(random, 0.1, 0.36 - row * 0.06) * (random() < 0.2 ? 1.3 : 1);
      const top = base - tall;
      const roof = random() < 0.2 ? `L${at(x + wide / 2)} ${at(top - wide * 0.7)}` : "";
      houses += fill(`M${at(x)} ${at(base + 2)}V${at(top)}${roof}L${at(x + wide)} ${at(top)}V${at(base + 2)}Z`, color);
      if (row > 0) houses += drawWindows(random, x, top, wide, base, unit * 0.013, palette.isDark ?? false);
      x += wide * between(random, 0.86, 1.1);
    }
    return houses;
  }).join("");
}

const drawers = { mountains: drawMountains, forest: drawForest, city: drawCity };

/** What rises at the horizon: what a place has there, or hills; only far islands behind an open sea. */
export function drawBehind(random: Random, layout: Layout): string {
  const { place } = layout;
  if (place.isInSpace) return "";
  if (place.behind !== undefined) return drawers[place.behind](random, layout);
  if (place.hasWater) return drawHills(random, layout, 1, true);
  return drawHills(random, layout, 3 + floor(random() * 3), false);
}
