/** Writes "EMULATED" into a picture, with a font of its own: a machine may have none. */

/** Rows of five pixels, as the bits of numbers. */
const letters: Readonly<Record<string, readonly number[]>> = {
  A: [0b01110, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001],
  D: [0b11110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b11110],
  E: [0b11111, 0b10000, 0b10000, 0b11110, 0b10000, 0b10000, 0b11111],
  L: [0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b11111],
  M: [0b10001, 0b11011, 0b10101, 0b10101, 0b10001, 0b10001, 0b10001],
  T: [0b11111, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100],
  U: [0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110],
};

const text = "EMULATED";
const columnsPerLetter = 6;
const rows = 7;

const isInk = (column: number, row: number): boolean => {
  const bits = letters[text.charAt(Math.floor(column / columnsPerLetter))]?.[row] ?? 0;
  return ((bits >> (4 - column % columnsPerLetter)) & 1) === 1;
};

/** Brightens the pixels of the letters, in the lower right corner of an RGB picture. */
export function markAsEmulated(pixels: Buffer, width: number, height: number): void {
  const scale = Math.max(1, Math.round(Math.min(width, height) / 400));
  const left = width - (text.length * columnsPerLetter + 3) * scale;
  const top = height - (rows + 4) * scale;
  for (let y = 0; y < rows * scale; y += 1) {
    for (let x = 0; x < text.length * columnsPerLetter * scale; x += 1) {
      if (!isInk(Math.floor(x / scale), Math.floor(y / scale))) continue;
      const at = ((top + y) * width + left + x) * 3;
      for (let channel = 0; channel < 3; channel += 1) {
        pixels[at + channel] = Math.round((pixels[at + channel] ?? 0) * 0.35 + 255 * 0.65);
      }
    }
  }
}
