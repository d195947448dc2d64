/** `npm run bench`: time and memory as ratios against something real in the same run. */
import { fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const rounds = 7;

const script = (name: string) => join(import.meta.dirname, `${name}.mjs`);

function message<T>(child: ReturnType<typeof fork>): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once("message", (value) => {
      resolve(value as T);
    });
    child.once("exit", (code) => {
      reject(new Error(`the child ended with code ${code ?? "none"}`));
    });
  });
}

interface Measurement {
  millis: number;
  grownBytes: number;
}

interface Served {
  url: string;
  bytes: number;
  path?: string;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Measures pairs of ways, the plain one first, each in a process of its own. */
async function compare(what: string, name: string, pairs: readonly (readonly [plain: string, action: string])[]) {
  const folder = await mkdtemp(join(tmpdir(), "dreamstudio-bench-"));
  const server = fork(script(`${name}-server`), [folder]);
  try {
    const { url, bytes, path = "" } = await message<Served>(server);
    console.log(`${what} (${(bytes / 1e6).toFixed(1)} MB), ${rounds} rounds:`);
    for (const pair of pairs) {
      const results = [];
      for (const way of pair) {
        const measured: Measurement[] = [];
        for (let round = 0; round < rounds; round += 1) {
          measured.push(await message<Measurement>(fork(script(`${name}-client`), [way, url, folder, path])));
        }
        const millis = median(measured.map((one) => one.millis));
        const peak = Math.max(...measured.map((one) => one.grownBytes)) / 1e6;
        console.log(`  ${way.padEnd(12)}  ${millis.toFixed(0).padStart(5)} ms (median)  `
          + `peak RSS +${peak.toFixed(1)} MB (highest)`);
        results.push({ millis, peak });
      }
      const [plain, action] = results;
      if (plain === undefined || action === undefined) continue;
      console.log(`  ratio         time ${(action.millis / plain.millis).toFixed(2)}, `
        + `memory ${(action.peak / plain.peak).toFixed(2)}`);
    }
  } finally {
    server.kill();
    await rm(folder, { recursive: true });
  }
}

/** How long it takes to load an action, each time in a process of its own. */
async function timeImport(name: string, limitMillis: number): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < 3 * rounds; round += 1) {
    const { millis } = await message<{ millis: number }>(fork(script("import-client"), [name]));
    times.push(millis);
  }
  console.log(`Importing ${name} over @pipedream/platform and form-data, ${times.length} rounds:\n`
    + `  ${median(times).toFixed(1)} ms (median), ${Math.min(...times).toFixed(1)} ms (least); at most ${limitMillis} ms`);
}

await timeImport("text-to-image", 20);
await compare("Ten pictures of a megapixel as JSON", "download", [["plain", "action"]]);
await compare("One picture of 16 megapixels as bytes", "enlarge", [["plain", "action"]]);
await compare("A picture of 2.4 megapixels as bytes", "picture", [["plain, one", "action, one"], ["plain, 100", "action, 100"]]);
await compare("A picture to begin with", "upload", [["plain, disk", "action, disk"], ["plain, URL", "action, URL"]]);
await compare("A sound to begin with, and one of 30 MB as bytes", "sound", [
  ["plain, in", "action, in"],
  ["plain, out", "action, out"],
]);
