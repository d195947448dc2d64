/**
 * `node --expose-gc build/bench/attacks.mjs [seconds]`: built actions against a host that answers wrongly, 100 times a
 * second, for 3 s if not said. What they leave behind (descriptors, files, memory) is an error.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { loadAction } from "./built-action.ts";

const attacksASecond = 100;
const seconds = Number(process.argv[2] ?? 3);

/** What an attack may leave in the heap: caches and compiled code grow a little, and then no more. */
const allowedBytes = 4_000_000;

/** The step ends so soon that a host which says nothing is given up while the attacks go on. */
const stepMillis = 6_000;

const folder = await mkdtemp(join(tmpdir(), "dreamstudio-attacks-"));
process.env["STASH_DIR"] = folder;
process.env["TMPDIR"] = folder;

const image = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

const actions = await Promise.all(([
  ["generate-core", { prompt: "x" }],
  ["generate-core", { prompt: "x", count: 3 }],
  ["text-to-image", { prompt: "x", samples: 3 }],
  ["image-to-image", { prompt: "x", initImage: image, engineId: "stable-diffusion-v1-5" }],
  ["image-to-image", { prompt: "x", initImage: "/nowhere.png", engineId: "stable-diffusion-v1-5" }],
  ["get-generation-result", { id: "a".repeat(64), waitForResult: false }],
  ["api-request", { method: "GET", path: "/v1/x" }],
  ["api-request", { method: "POST", path: "/v1/x", json: {} }],
] as const).map(([name, props]) => loadAction(name, props)));

const server = fork(join(import.meta.dirname, "attack-server.mjs"));
const [{ url, attacks }] = await once(server, "message") as [{ url: string; attacks: string[] }];

const running = new Set<Promise<unknown>>();
let begun = 0;
let failed = 0;

function attack(): void {
  // Every action meets every attack: the two numbers have no common factor.
  const action = actions[begun % actions.length];
  if (action === undefined) return;
  process.env["STABILITY_API_HOST"] = `${url}/${attacks[begun % attacks.length] ?? ""}`;
  begun += 1;
  const run: Promise<unknown> = action({ deadline: Date.now() + stepMillis })
    .catch(() => (failed += 1))
    .finally(() => running.delete(run));
  running.add(run);
}

/** Attacks for so many seconds, at the rate that is asked for. */
async function attackFor(millis: number): Promise<void> {
  const beganAt = performance.now();
  for (let count = 0; count < millis * attacksASecond / 1000; count += 1) {
    attack();
    await sleep(Math.max(0, beganAt + (count + 1) * 1000 / attacksASecond - performance.now()));
  }
  await Promise.all(running);
}

interface Left {
  descriptors: number;
  files: number;
  bytes: number;
}

/** What there is when all is over. */
async function look(): Promise<Left> {
  await sleep(500);
  const { gc } = globalThis as { gc?: () => void };
  for (let turn = 0; turn < 3; turn += 1) gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return {
    descriptors: (await readdir("/proc/self/fd")).length,
    files: (await readdir(folder)).filter((name) => /\.part$|^dreamstudio-input-/.test(name)).length,
    bytes: heapUsed + arrayBuffers,
  };
}

const log = console.log.bind(console);
console.log = () => undefined;
await attackFor(Math.max(1, seconds / 3) * 1000);
const before = await look();
const begunBefore = begun;
await attackFor(seconds * 1000);
const after = await look();

const descriptors = after.descriptors - before.descriptors;
const bytes = after.bytes - before.bytes;
log(`${begun - begunBefore} attacks (${failed} of ${begun} runs failed) left behind: `
  + `${descriptors} descriptors, ${after.files} unfinished files, ${(bytes / 1e6).toFixed(2)} MB`);
server.kill();
await rm(folder, { recursive: true });
if (descriptors > 0 || after.files > 0 || bytes > allowedBytes) process.exitCode = 1;
