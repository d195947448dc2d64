/** Writes at the lower edge of a picture what it was made from. */
import { columnsOf, rows } from "./font.ts";
import { box, markAsEmulated, scaleFor } from "./mark.ts";
import type { Picture } from "./picture.ts";

const { floor, max, min } = Math;

const separator = "  |  ";
/** Less of a prompt says nothing. */
const fewestColumns = 24;
/** Details give way to a prompt that has less room. */
const columnsForPrompt = 90;
/** The narrowest letter with the space behind it. */
const leastOfALetter = 2;

/** As much of a text as there is room for. */
function cut(text: string, columns: number): number[] {
  const start = Array.from(text).slice(0, columns / leastOfALetter + 1);
  if (columnsOf(start.join("")).length <= columns) return columnsOf(start.join(""));
  const dots = columnsOf("...");
  let end = start.length;
  while (end > 0 && columnsOf(start.slice(0, end).join("").trimEnd()).length + dots.length > columns) end -= 1;
  return end === 0 ? [] : [...columnsOf(start.slice(0, end).join("").trimEnd()), ...dots];
}

/** The prompt and the details, of which the last ones are left out where there is no room. */
function lineFor(prompt: string, details: readonly string[], room: number): number[] {
  for (let count = details.length; count > 0; count -= 1) {
    const line = columnsOf(["", ...details.slice(0, count)].join(separator));
    if (line.length + min(columnsForPrompt, columnsOf(prompt.slice(0, columnsForPrompt)).length) > room) continue;
    return [...cut(prompt, room - line.length), ...line];
  }
  return cut(prompt, room);
}

function darken({ width, height, pixels }: Picture, tall: number): void {
  for (let at = (height - tall) * width * 4; at < pixels.length; at += 4) {
    for (let channel = 0; channel < 3; channel += 1) pixels[at + channel] = (pixels[at + channel] ?? 0) * 0.42;
  }
}

/**
 * A line beside the mark; a picture that is too small for it stays as it is.
 *
 * @param details short texts, the most important first
 */
export function withCaption(picture: Picture, prompt: string, details: readonly string[]): Picture {
  const { width, height } = picture;
  const markScale = scaleFor(picture);
  const scale = max(1, markScale - 1);
  const tall = box.height * markScale;
  const room = floor((width - box.width * markScale) / scale) - 6;
  const line = lineFor(prompt.trim(), details, room);
  if (room < fewestColumns || height < 5 * tall || line.length === 0) return picture;
  const captioned = { ...picture, pixels: Buffer.from(picture.pixels) };
  darken(captioned, tall);
  const [left, top] = [4 * scale, height - floor((tall + rows * scale) / 2)];
  for (let y = 0; y < rows * scale; y += 1) {
    for (let x = 0; x < line.length * scale; x += 1) {
      if ((((line[floor(x / scale)] ?? 0) >> floor(y / scale)) & 1) === 0) continue;
      captioned.pixels.fill(228, ((top + y) * width + left + x) * 4, ((top + y) * width + left + x) * 4 + 3);
    }
  }
  markAsEmulated(captioned);
  return captioned;
}
