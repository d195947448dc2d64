/** Colors by name, and how they are mixed. */
export type Color = readonly [red: number, green: number, blue: number];

const { max, min, round } = Math;

/** Colors that a prompt may ask for. */
export const namedColors: Readonly<Record<string, Color>> = {
  red: [214, 48, 42],
  orange: [240, 128, 32],
  yellow: [246, 206, 56],
  golden: [232, 182, 62],
  green: [62, 142, 76],
  turquoise: [48, 190, 180],
  cyan: [40, 200, 220],
  blue: [46, 98, 196],
  purple: [128, 56, 168],
  violet: [140, 74, 214],
  pink: [244, 130, 178],
  brown: [128, 84, 52],
  black: [38, 38, 44],
  white: [246, 244, 238],
  grey: [140, 144, 150],
  gray: [140, 144, 150],
};

/** @param share of the second color, from 0 to 1 */
export const mixColors = (from: Color, to: Color, share: number): Color => [
  from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share, from[2] + (to[2] - from[2]) * share,
];

const hex = (value: number) => max(0, min(255, round(value))).toString(16).padStart(2, "0");

/** As SVG and CSS write it: `#rrggbb`. */
export const hexOf = ([red, green, blue]: Color): string => `#${hex(red)}${hex(green)}${hex(blue)}`;

/** @param text `#rrggbb` */
export function colorOf(text: string): Color {
  const value = Number.parseInt(text.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
