/** Runs the example of each action in the emulator, and keeps what it returned and a picture of it. */
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { createEmulator } from "stability-emulator";
import { runAction } from "../../test/support/binder.ts";
import type { Example, ExampleProps } from "./action-page.ts";
import { componentsFolder, examplesFile } from "./pages.ts";
import { componentsIn } from "./components.ts";
import { examples } from "./examples.ts";

const picturesFolder = "docs/actions/pictures";
const height = 260;

/** As the result shows it: names of files and ids differ each time they are made. */
export const withoutIds = (text: string, folder: string): string => text
  .replaceAll(folder, "/tmp")
  .replaceAll(/-[0-9a-f]{8}-[0-9a-f-]{27}(?=\.)/g, "-…")
  .replaceAll(/"id":"[0-9a-f]{64}"/g, "\"id\":\"a6dc6c6e20acda010fe14d71f180658f2896ed9b4ec25aa99a6ff06c796987c4\"");

/** On a chequered ground, which shows what is transparent. */
async function tile(bytes: Buffer): Promise<Buffer> {
  const resized = await sharp(bytes).resize({ height }).png().toBuffer();
  const { width, hasAlpha } = await sharp(resized).metadata();
  if (!hasAlpha) return resized;
  const ground = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><pattern id="c" width="20"
 height="20" patternUnits="userSpaceOnUse"><path d="M0 0H20V20H0Z" fill="#ffffff"/><path d="M0 0H10V10H20V20H10V10H0Z"
 fill="#d6d9de"/></pattern></defs><rect width="100%" height="100%" fill="url(#c)"/></svg>`;
  return sharp(Buffer.from(ground)).composite([{ input: resized }]).png().toBuffer();
}

async function savePicture(name: string, files: readonly string[]): Promise<string> {
  const tiles = await Promise.all(files.map(async (file) => tile(await readFile(file))));
  const sizes = await Promise.all(tiles.map((bytes) => sharp(bytes).metadata()));
  const gap = 10;
  const lefts = sizes.map((_, index) => sizes.slice(0, index).reduce((sum, { width }) => sum + width + gap, 0));
  const width = Math.max(...lefts.map((left, index) => left + (sizes[index]?.width ?? 0)));
  await sharp({ create: { width, height, channels: 3, background: "#ffffff" } })
    .composite(tiles.map((input, index) => ({ input, left: lefts[index] ?? 0, top: 0 })))
    .jpeg({ quality: 72, mozjpeg: true })
    .toFile(join(picturesFolder, `${name}.jpg`));
  return `pictures/${name}.jpg`;
}

const isPicture = (value: unknown): value is string => typeof value === "string" && /\.(png|jpg|webp)$/.test(value);

async function runExample(name: string, props: ExampleProps, folder: string): Promise<Example> {
  const { result, exports } = await runAction(name, props);
  const shown = JSON.parse(withoutIds(JSON.stringify({ props, result, summary: exports["$summary"] }), folder)) as Example;
  const made = isPicture(result.filePath) ? result.filePath : undefined;
  const inputs = Object.values(props).filter(isPicture);
  return {
    ...shown,
    ...made !== undefined && { picture: await savePicture(name, [...inputs, made]) },
  };
}

/** All of them, or those that are named. */
export async function runExamples(only: readonly string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "dreamstudio-docs-"));
  const emulator = await createEmulator({ asOf: "any", startingCredits: 1000, ripensAfterMillis: 0 });
  process.env["STASH_DIR"] = folder;
  process.env["STABILITY_API_HOST"] = emulator.url;
  await mkdir(picturesFolder, { recursive: true });
  const kept = JSON.parse(await readFile(examplesFile, "utf8").catch(() => "{}")) as Record<string, Example>;
  const names = (await componentsIn(componentsFolder, "actions")).map((action) => action.folder);
  const results: Record<string, Example> = {};
  try {
    const song = await runAction("text-to-audio", { prompt: "A waltz for piano", duration: 6, seed: 1 });
    await copyFile(song.result.filePath ?? "", "docs/examples/song.mp3");
    const start = await runAction("replace-background-and-relight", {
      ...examples["replace-background-and-relight"], waitForResult: false,
    });
    const all = { ...examples, "get-generation-result": { id: start.result.id ?? "" } };
    for (const [name, props] of Object.entries(all).sort(([one], [other]) => one.localeCompare(other))) {
      if (!names.includes(name)) throw new Error(`there is no action ${name}`);
      const before = kept[name];
      results[name] = only.length > 0 && !only.includes(name) && before !== undefined
        ? before
        : await runExample(name, props, folder);
      console.log(`${name}: ${results[name].summary}`);
    }
  } finally {
    await emulator.close();
    await rm(folder, { recursive: true, force: true });
  }
  await writeFile(examplesFile, `${JSON.stringify(results, null, 2)}\n`);
}
