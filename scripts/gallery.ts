/** `npm run gallery`: docs/gallery/ shows what the emulator draws, each operation with its inputs, as small JPEGs. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import sharp from "sharp";
import { createEmulator } from "stability-emulator";
import { photos } from "../test/drawing/photos.ts";

const folder = "docs/gallery";
const largestBytes = 25 * 1024;
const key = "sk-emulator-gallery";

type Inputs = Readonly<Record<string, string | Buffer>>;

const emulator = await createEmulator({ asOf: "any", startingCredits: 100_000, ripensAfterMillis: 0 });

/** @returns the picture, or the id of a generation that was started */
async function post(path: string, inputs: Inputs): Promise<Buffer> {
  const form = new FormData();
  for (const [name, value] of Object.entries(inputs)) {
    if (typeof value === "string") form.append(name, value);
    else form.append(name, new Blob([new Uint8Array(value)]), name);
  }
  const headers = { authorization: `Bearer ${key}`, accept: "image/*" };
  const answer = await fetch(`${emulator.url}${path}`, { method: "POST", headers, body: form });
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (!answer.ok) throw new Error(`${path}: ${bytes.toString()}`);
  if (!(answer.headers.get("content-type") ?? "").includes("json")) return bytes;
  const { id } = JSON.parse(bytes.toString()) as { id: string };
  const isOld = path.includes("v2alpha");
  const place = isOld ? `/v2alpha/generation/stable-image/upscale/result/${id}` : `/v2beta/results/${id}`;
  const result = await fetch(`${emulator.url}${place}`, { headers });
  return Buffer.from(await result.arrayBuffer());
}

/** As small as the gallery needs it; what is transparent lies on a checked ground. */
async function small(bytes: Buffer, height = 300): Promise<Buffer> {
  const picture = sharp(bytes);
  const { width, height: tall, hasAlpha } = await picture.metadata();
  const wide = Math.round(width * height / tall);
  const resized = await picture.resize(wide, height).png().toBuffer();
  if (!hasAlpha) return resized;
  const checks = `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${height}"><defs><pattern id="c" width="20" height="20"
 patternUnits="userSpaceOnUse"><path d="M0 0H20V20H0Z" fill="#ffffff"/><path d="M0 0H10V10H20V20H10V10H0Z" fill="#d6d9de"/></pattern>
</defs><rect width="100%" height="100%" fill="url(#c)"/></svg>`;
  return sharp(Buffer.from(checks)).composite([{ input: resized }]).png().toBuffer();
}

/** Pictures side by side, in one JPEG that is small enough. */
async function save(name: string, pictures: readonly Buffer[], height = 300): Promise<void> {
  const tiles = await Promise.all(pictures.map((bytes) => small(bytes, height)));
  const sizes = await Promise.all(tiles.map((bytes) => sharp(bytes).metadata()));
  const gap = 6;
  const lefts = sizes.map((_size, index) => sizes.slice(0, index).reduce((sum, { width }) => sum + width + gap, 0));
  const width = sizes.reduce((sum, { width }) => sum + width + gap, -gap);
  const sheet = await sharp({ create: { width, height, channels: 3, background: "#ffffff" } })
    .composite(tiles.map((input, index) => ({ input, left: lefts[index] ?? 0, top: 0 }))).png().toBuffer();
  let quality = 80;
  let jpeg = await sharp(sheet).jpeg({ quality, mozjpeg: true }).toBuffer();
  while (jpeg.length > largestBytes && quality > 20) {
    quality -= 6;
    jpeg = await sharp(sheet).jpeg({ quality, mozjpeg: true }).toBuffer();
  }
  await writeFile(`${folder}/${name}.jpg`, jpeg);
  console.log(`${folder}/${name}.jpg: ${jpeg.length} bytes`);
}

const stable = "/v2beta/stable-image";
const seed = "7";

/** An image with an area of it, which is white in the mask. */
const maskOf = async (image: Buffer, left: number, top: number, width: number, height: number) => {
  const { width: wide, height: tall } = await sharp(image).metadata();
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${tall}"><rect width="100%" height="100%"/>
<ellipse cx="${(left + width / 2) * wide}" cy="${(top + height / 2) * tall}" rx="${width / 2 * wide}" ry="${height / 2 * tall}"
 fill="#ffffff"/></svg>`;
  return sharp(Buffer.from(svg)).removeAlpha().png().toBuffer();
};

const sketchSvg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="100%" height="100%" fill="#fdfdfb"/>
<g fill="none" stroke="#222226" stroke-width="6" stroke-linejoin="round"><path d="M0 330Q160 290 320 330T640 320"/>
<path d="M180 330V190L290 110L400 190V330Z"/><path d="M160 200L290 104L420 200"/><path d="M265 330V250H315V330"/>
<path d="M210 215H250V255H210ZM330 215H370V255H330Z"/><circle cx="530" cy="90" r="44"/><path d="M500 322V240M500 250Q440 240 462 190
Q480 140 520 160Q570 160 556 212Q550 250 500 250Z"/></g></svg>`;

const photo = async (name: string): Promise<Buffer> => {
  const made = await photos[name]?.();
  if (made === undefined) throw new Error(`no photo of ${name}`);
  const { width, height, pixels } = made.image;
  return sharp(pixels, { raw: { width, height, channels: 4 } }).removeAlpha().png().toBuffer();
};

const core = (prompt: string, more: Inputs = {}) => post(`${stable}/generate/core`, { prompt, seed, ...more });

async function saveWords(): Promise<void> {
  const prompts = {
    lighthouse: ["A lighthouse on a cliff", "A lighthouse on a cliff at night", "A lighthouse on a cliff in a storm"],
    places: ["A castle in the mountains in winter", "A house in a field at sunset", "A city at night"],
    beings: ["A cat on a beach", "A white fox in a snowy forest", "Two dogs and a tree in a park"],
    travels: ["A rocket in space", "Three balloons over a desert", "A red boat on the sea, rainbow"],
  };
  for (const [name, texts] of Object.entries(prompts)) {
    await save(name, await Promise.all(texts.map((text) => core(text))), 260);
  }
}

async function saveStyles(): Promise<void> {
  const presets = [
    ["enhance", "anime", "photographic"], ["digital-art", "comic-book", "fantasy-art"],
    ["line-art", "analog-film", "neon-punk"], ["isometric", "low-poly", "origami"], ["modeling-compound", "cinematic", "3d-model"], ["pixel-art", "tile-texture"],
  ];
  for (const row of presets) {
    const styled = await Promise.all(row.map((style) => core("A castle by the sea", { style_preset: style })));
    await save(`styles-${row.join("-")}`, styled, 260);
  }
}

async function saveEdits(): Promise<void> {
  const [cup, bottle, portrait, fruit] = [
    await photo("a cup on wood"), await photo("a bottle on white"), await photo("a portrait before a wall"),
    await photo("fruit on a cloth"),
  ];
  const edit = `${stable}/edit`;
  await save("remove-background", [cup, await post(`${edit}/remove-background`, { image: cup })], 240);
  const mask = await maskOf(cup, 0.28, 0.24, 0.5, 0.62);
  await save("erase", [cup, mask, await post(`${edit}/erase`, { image: cup, mask })], 220);
  const place = await maskOf(bottle, 0.1, 0.1, 0.8, 0.85);
  await save("inpaint", [bottle, place, await post(`${edit}/inpaint`, { image: bottle, mask: place, prompt: "A lighthouse on a cliff", seed })], 260);
  await save("outpaint", [fruit, await post(`${edit}/outpaint`, { image: fruit, left: "240", right: "240", down: "60", seed })], 260);
  await save("search-and-replace", [fruit, await post(`${edit}/search-and-replace`, {
    image: fruit, search_prompt: "the orange", prompt: "a field at sunset", seed,
  })], 260);
  await save("search-and-recolor", [cup, await post(`${edit}/search-and-recolor`, {
    image: cup, select_prompt: "the cup", prompt: "a turquoise cup", seed,
  })], 240);
  await save("replace-background-and-relight", [portrait, await post(`${edit}/replace-background-and-relight`, {
    subject_image: portrait, background_prompt: "a beach at sunset", light_source_direction: "left", light_source_strength: "0.6", seed,
  })], 280);
}

async function saveControls(): Promise<void> {
  const sketch = await sharp(Buffer.from(sketchSvg)).removeAlpha().png().toBuffer();
  const bottle = await photo("a bottle on white");
  const portrait = await photo("a portrait before a wall");
  const control = `${stable}/control`;
  await save("sketch", [sketch, await post(`${control}/sketch`, { image: sketch, prompt: "A house in a meadow by day", seed })], 260);
  await save("structure", [portrait, await post(`${control}/structure`, { image: portrait, prompt: "A forest at sunset", seed })], 260);
  const sunset = await core("The sea at sunset");
  await save("style", [sunset, await post(`${control}/style`, { image: sunset, prompt: "A castle on a hill by day", seed, fidelity: "0.9" })], 240);
  await save("style-transfer", [bottle, sunset, await post(`${control}/style-transfer`, { init_image: bottle, style_image: sunset, seed })], 240);
}

async function saveUpscales(): Promise<void> {
  const fruit = await sharp(await photo("fruit on a cloth")).resize(160, 160).png().toBuffer();
  await save("upscale", [
    fruit, await post(`${stable}/upscale/fast`, { image: fruit }),
    await post(`${stable}/upscale/conservative`, { image: fruit, prompt: "an orange", seed }),
    await post(`${stable}/upscale/creative`, { image: fruit, prompt: "an orange", seed }),
  ], 220);
}

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
try {
  await saveWords();
  await saveStyles();
  await saveEdits();
  await saveControls();
  await saveUpscales();
} finally {
  await emulator.close();
}
