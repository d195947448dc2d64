/** Where the things of a scene stand, float and fly, and how large they are. */
import { colorOf, type Color } from "../pixels/colors.ts";
import { between, type Random } from "../pixels/random.ts";
import type { Wanted } from "./depiction.ts";
import type { Layout } from "./layout.ts";
import { around, at, litBy, shapeIn } from "./svg.ts";
import type { Thing } from "./vocabulary/thing.ts";

const { ceil, max, min, sqrt } = Math;

const dayLamp: Color = [246, 226, 160];
const nightLamp: Color = [255, 224, 138];

/** One of a thing, its lower edge and its size in pixels. */
interface Figure {
  thing: Thing;
  color: Color;
  middle: number;
  bottom: number;
  tall: number;
  isFlipped: boolean;
}

/** Where figures of one kind of place can be. */
interface Room {
  left: number;
  right: number;
  /** The heights at which the farthest and the nearest stand. */
  far: number;
  near: number;
  /** So high at most. */
  tallest: number;
}

function roomFor(place: Thing["place"], layout: Layout): Room {
  const { width, height, cliff, shore, groundTop, horizon, unit } = layout;
  const lowest = height * 0.91;
  if (place === "air") {
    const [far, near] = [horizon * 0.42, horizon * 0.86];
    return { left: 0.04 * width, right: 0.96 * width, far, near, tallest: horizon * 0.8 };
  }
  if (place === "water") {
    const isFree = cliff === undefined;
    const near = min(lowest, groundTop - height * 0.015);
    const top = shore + (near - shore) * 0.4;
    const [left, right] = isFree ? [0.05, 0.95] : cliff.isLeft ? [cliff.edge + 0.06, 0.98] : [0.02, 0.94 - cliff.edge];
    return { left: left * width, right: right * width, far: top, near, tallest: top * 0.8 };
  }
  if (cliff !== undefined && groundTop > height) {
    const [left, right] = cliff.isLeft ? [0.02, cliff.edge - 0.02] : [1.02 - cliff.edge, 0.98];
    const [far, near] = [cliff.top, cliff.top + unit * 0.02];
    return { left: left * width, right: right * width, far, near, tallest: cliff.top * 0.88 };
  }
  const far = groundTop + (height - groundTop) * 0.12;
  return { left: 0.04 * width, right: 0.96 * width, far, near: max(far, lowest), tallest: far * 0.86 };
}

interface Sized { wanted: Wanted; tall: number; wide: number; rank: number }

/** All that are wanted in one place, as large as they can be beside each other; the largest first. */
function sizesIn(random: Random, wanted: readonly Wanted[], room: Room, layout: Layout): Sized[] {
  const all = wanted.flatMap((one, rank) => Array.from({ length: one.count }, () => ({ wanted: one, rank })));
  const crowd = max(0.5, 1.2 / sqrt(max(1.44, all.length * 0.6)));
  const sized = all.map(({ wanted: one, rank }) => {
    const { thing: { size, width, height, count = 1 } } = one;
    const isHerd = one.count > 1 && one.count >= count;
    const variety = isHerd ? between(random, 0.82, 1.08) : 1;
    const tall = min(room.tallest, size * layout.unit * (count > 1 ? 1 : crowd) * variety);
    return { wanted: one, rank, tall, wide: tall * width / height };
  });
  const widest = max(...sized.map(({ wide }) => wide)) / (0.62 * (room.right - room.left));
  const together = sized.reduce((sum, { wide }) => sum + wide, 0) / (0.86 * (room.right - room.left));
  const shrink = 1 / max(1, widest, together);
  return sized.map((one) => ({ ...one, tall: one.tall * shrink, wide: one.wide * shrink }));
}

/** The order from the left to the right: the first in the middle, the others around it. */
const fromTheMiddle = <T>(list: readonly T[]): T[] =>
  list.reduce<T[]>((line, one, index) => index % 2 === 0 ? [...line, one] : [one, ...line], []);

function placeIn(random: Random, wanted: readonly Wanted[], room: Room, layout: Layout): Figure[] {
  const sized = fromTheMiddle(sizesIn(random, wanted, room, layout));
  const free = room.right - room.left - sized.reduce((sum, { wide }) => sum + wide, 0);
  const gap = free / (sized.length + 1);
  let x = room.left;
  return sized.map(({ wanted: { thing, color }, tall, wide }, index): Figure => {
    // Alone it stands where a picture has its weight, which is not quite the middle.
    const shift = sized.length === 1 ? between(random, 0.62, 1.38) : between(random, 0.75, 1.25);
    const middle = x + gap * shift + wide / 2;
    x += gap + wide;
    const nearness = min(1, max(0, 1 - thing.size / 0.5) * 0.7 + 0.3 * random());
    const isHigh = thing.place === "air" && thing.size > 0.2;
    const bottom = isHigh
      ? max(tall + layout.height * 0.04, between(random, room.far, room.near))
      : room.far + (room.near - room.far) * nearness;
    return { thing, color: color ?? colorOf(thing.color), middle, bottom, tall, isFlipped: index % 2 === 1 };
  });
}

/** From one shore to the other, in as many parts as are needed. */
function crossings({ thing, color }: Wanted, { width, height, horizon, shore }: Layout): Figure[] {
  const tall = max(height * 0.14, min(height * 0.26, width * 0.3));
  const wide = tall * thing.width / thing.height;
  const count = ceil(width / wide);
  const bottom = max(shore, horizon) + tall * 0.62;
  return Array.from({ length: count + 1 }, (_, index) => ({
    thing, color: color ?? colorOf(thing.color), middle: width / 2 + (index - count / 2) * wide, bottom, tall,
    isFlipped: false,
  }));
}

/** A shadow on the ground, or a darker place in the water. */
const shadowOf = ({ middle, bottom, tall, thing }: Figure): string => {
  const wide = tall * thing.width / thing.height;
  return `<ellipse cx="${at(middle)}" cy="${at(bottom - tall * 0.005)}" rx="${at(wide * 0.42)}" ry="${at(wide * 0.045)}" fill="#10142a"`
    + ` fill-opacity="0.28"/>`;
};

/** At night a lamp shines: a glow around it, and the beams of a lighthouse. */
function shineOf({ thing, middle, bottom, tall }: Figure, { width, height, palette }: Layout, id: string): string {
  if (!palette.isDark || thing.light === undefined) return "";
  const scale = tall / thing.height;
  const [x, y] = [middle, bottom - tall + thing.light * scale];
  const reach = max(width, height) * 0.8;
  const beams = around(`${id}b`, x, y, reach, [0, nightLamp, 0.6], [1, nightLamp, 0]);
  const ray = (side: number) => `M${at(x)} ${at(y)}L${at(x + side * reach)} ${at(y - reach * 0.15)}V${at(y + reach * 0.02)}Z`;
  return `${beams}<path d="${ray(-1)}${ray(1)}" fill="url(#${id}b)"/>`
    + around(id, x, y, tall * 0.4, [0, nightLamp, 0.75], [1, nightLamp, 0])
    + `<circle cx="${at(x)}" cy="${at(y)}" r="${at(tall * 0.4)}" fill="url(#${id})"/>`;
}

function drawFigure(figure: Figure, layout: Layout, id: string): string {
  const { thing, color, middle, bottom, tall, isFlipped } = figure;
  const { palette } = layout;
  const scale = tall / thing.height;
  const wide = thing.width * scale;
  const left = isFlipped ? middle + wide / 2 : middle - wide / 2;
  const lamp = palette.isDark ? nightLamp : litBy(dayLamp, palette.light);
  const stands = thing.place === "ground" || thing.place === "water";
  return (stands ? shadowOf(figure) : "")
    + `<g transform="translate(${at(left)} ${at(bottom - tall)})scale(${((isFlipped ? -1 : 1) * scale).toFixed(4)} ${scale.toFixed(4)})">`
    + `${shapeIn(thing.svg, color, palette.light, lamp)}</g>${shineOf(figure, layout, id)}`;
}

/** All things, the farthest first. */
export function drawFigures(random: Random, wanted: readonly Wanted[], layout: Layout): string {
  const over = wanted.filter(({ thing }) => thing.place === "crossing").flatMap((one) => crossings(one, layout));
  const figures = (["air", "water", "ground"] as const).flatMap((place) => {
    const here = wanted.filter(({ thing }) => thing.place === place);
    if (here.length === 0) return [];
    return placeIn(random, here, roomFor(place, layout), layout).sort((one, other) => one.bottom - other.bottom);
  });
  return [...over, ...figures].map((figure, index) => drawFigure(figure, layout, `shine${index}`)).join("");
}
