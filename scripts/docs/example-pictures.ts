/** The pictures of docs/examples, which commands in the documents use: drawn here, and small. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import { photos } from "../../test/drawing/photos.ts";

const folder = "docs/examples";

const svg = (width: number, height: number, inside: string) =>
  sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${inside}</svg>`));

async function photo(name: string): Promise<Sharp> {
  const made = await photos[name]?.();
  if (made === undefined) throw new Error(`no photo of ${name}`);
  const { width, height, pixels } = made.image;
  return sharp(pixels, { raw: { width, height, channels: 4 } }).removeAlpha();
}

const jpeg = (picture: Sharp) => picture.jpeg({ quality: 82, mozjpeg: true }).toBuffer();

/** White where something is redrawn. */
const mask = (width: number, height: number, shape: string) =>
  svg(width, height, `<rect width="100%" height="100%"/><g fill="#ffffff">${shape}</g>`)
    .removeAlpha().toColourspace("b-w").png().toBuffer();

const sketch = `<rect width="100%" height="100%" fill="#fdfdfb"/>
<g fill="none" stroke="#222226" stroke-width="6" stroke-linejoin="round"><path d="M0 330Q160 290 320 330T640 320"/>
<path d="M180 330V190L290 110L400 190V330Z"/><path d="M160 200L290 104L420 200"/><path d="M265 330V250H315V330"/>
<path d="M210 215H250V255H210ZM330 215H370V255H330Z"/><circle cx="530" cy="90" r="44"/></g>`;

const sunset = `<defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="#27305e"/><stop offset="0.6" stop-color="#d8674a"/>
<stop offset="1" stop-color="#f6c667"/></linearGradient></defs><rect width="100%" height="62%" fill="url(#sky)"/>
<rect y="62%" width="100%" height="38%" fill="#3a3f63"/><circle cx="320" cy="270" r="46" fill="#ffe3a0"/>
<path d="M250 330H390M270 360H370M285 392H355" stroke="#f6c667" stroke-width="8" stroke-opacity="0.7"/>`;

export async function writeExamplePictures(): Promise<void> {
  const square = await (await photo("fruit on a cloth")).resize(1024, 1024).toBuffer({ resolveWithObject: true });
  const rawSquare = { raw: { width: 1024, height: 1024, channels: 3 } } as const;
  const pictures = {
    "cup.jpg": await jpeg(await photo("a cup on wood")),
    "cup-mask.png": await mask(480, 360, "<ellipse cx='250' cy='200' rx='125' ry='115'/>"),
    "portrait.jpg": await jpeg(await photo("a portrait before a wall")),
    "sketch.png": await svg(640, 480, sketch).removeAlpha().png({ palette: true }).toBuffer(),
    "small.jpg": await jpeg((await photo("fruit on a cloth")).resize(160, 160)),
    "square.jpg": await jpeg(sharp(square.data, rawSquare)),
    "square-mask.png": await mask(1024, 1024, "<ellipse cx='512' cy='512' rx='330' ry='330'/>"),
    "still.jpg": await jpeg((await photo("fruit on a cloth")).resize(768, 768)),
    "sunset.jpg": await jpeg(svg(640, 480, sunset)),
  };
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(pictures)) await writeFile(join(folder, name), bytes);
}
