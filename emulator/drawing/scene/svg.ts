/** Text of SVGs, and the pixels that it becomes. */
import sharp from "sharp";
import { colorOf, hexOf, mixColors, namedColors, type Color } from "../pixels/colors.ts";
import type { Picture, Size } from "../pixels/picture.ts";

/** A coordinate, to a tenth of a pixel: the text stays short. */
export const at = (value: number): string => String(Math.round(value * 10) / 10);

/** A polygon or a line through points. */
export const pathThrough = (points: readonly (readonly [x: number, y: number])[]): string =>
  `M${points.map(([x, y]) => `${at(x)} ${at(y)}`).join("L")}`;

export function fill(path: string, color: Color | string, opacity = 1): string {
  const paint = typeof color === "string" ? color : hexOf(color);
  return `<path d="${path}" fill="${paint}"${opacity < 1 ? ` fill-opacity="${opacity.toFixed(2)}"` : ""}/>`;
}

export function stroke(path: string, color: Color, width: number, opacity = 1): string {
  return `<path d="${path}" fill="none" stroke="${hexOf(color)}" stroke-width="${at(width)}" stroke-linecap="round"`
    + ` stroke-opacity="${opacity.toFixed(2)}"/>`;
}

export const ellipse = (x: number, y: number, wide: number, tall: number, color: Color, opacity = 1): string =>
  `<ellipse cx="${at(x)}" cy="${at(y)}" rx="${at(wide)}" ry="${at(tall)}" fill="${hexOf(color)}"`
  + ` fill-opacity="${opacity.toFixed(2)}"/>`;

type Stop = readonly [offset: number, color: Color, opacity?: number];

const stopsOf = (stops: readonly Stop[]) => stops.map(([offset, color, opacity = 1]) =>
  `<stop offset="${offset.toFixed(3)}" stop-color="${hexOf(color)}" stop-opacity="${opacity.toFixed(3)}"/>`).join("");

/** From above to below, between two heights of the picture. */
export const fromAbove = (id: string, top: number, bottom: number, ...stops: readonly Stop[]): string =>
  `<linearGradient id="${id}" gradientUnits="userSpaceOnUse" x1="0" y1="${at(top)}" x2="0" y2="${at(bottom)}">`
  + `${stopsOf(stops)}</linearGradient>`;

export const around = (id: string, x: number, y: number, radius: number, ...stops: readonly Stop[]): string =>
  `<radialGradient id="${id}" gradientUnits="userSpaceOnUse" cx="${at(x)}" cy="${at(y)}" r="${at(radius)}">`
  + `${stopsOf(stops)}</radialGradient>`;

/** What is lit by a colored light. */
export const litBy = ([red, green, blue]: Color, light: Color): Color =>
  [red * light[0] / 255, green * light[1] / 255, blue * light[2] / 255];

/** The shape of a thing in its colors and in the light of a scene; only lamps keep theirs. */
export function shapeIn(svg: string, main: Color, light: Color, lamp: Color): string {
  const shades: Readonly<Record<string, Color>> = {
    main, dark: mixColors(main, [30, 24, 48], 0.34), pale: mixColors(main, namedColors["white"] ?? main, 0.62),
  };
  return svg
    .replace(/\$(main|dark|pale)/g, (_text, name: string) => hexOf(shades[name] ?? main))
    .replace(/#[\da-f]{6}/g, (color) => hexOf(litBy(colorOf(color), light)))
    .replaceAll("$lamp", hexOf(lamp));
}

/** Draws the inside of an SVG; what it leaves free stays transparent. */
export async function render(inside: string, { width, height }: Size): Promise<Picture> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${inside}</svg>`;
  const pixels = await sharp(Buffer.from(svg), { unlimited: true }).ensureAlpha().raw().toBuffer();
  return { width, height, pixels };
}
