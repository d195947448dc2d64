/** `npm run bench`: time and memory as ratios against something real in the same run. */
import { fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const rounds = 7;
const ways = ["plain", "action"] as const;

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

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

const folder = await mkdtemp(join(tmpdir(), "dreamstudio-bench-"));
const server = fork(script("ten-pictures-server"));
try {
  const { url, bytes } = await message<{ url: string; bytes: number }>(server);
  const measured: Record<(typeof ways)[number], Measurement[]> = { plain: [], action: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const way of ways) {
      measured[way].push(await message<Measurement>(fork(script("ten-pictures-client"), [way, url, folder])));
    }
  }
  const millis = (way: (typeof ways)[number]) => median(measured[way].map((one) => one.millis));
  const peak = (way: (typeof ways)[number]) => Math.max(...measured[way].map((one) => one.grownBytes)) / 1024 / 1024;
  console.log(`Ten pictures of a megapixel in ${(bytes / 1e6).toFixed(1)} MB of JSON, ${rounds} rounds:`);
  for (const way of ways) {
    console.log(`  ${way.padEnd(6)}  ${millis(way).toFixed(0).padStart(5)} ms (median)  `
      + `peak RSS +${peak(way).toFixed(1)} MiB (highest)`);
  }
  console.log(`  action to plain: time ${(millis("action") / millis("plain")).toFixed(2)}, `
    + `memory ${(peak("action") / peak("plain")).toFixed(2)}`);
} finally {
  server.kill();
  await rm(folder, { recursive: true });
}
