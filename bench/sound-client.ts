/**
 * Sends a sound of about 100 MB, or fetches one of 30 MB: `plain` with `fetch` and files in one piece, `action` with
 * the built component.
 */
import { openAsBlob } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadAction, measure } from "./built-action.ts";

const [way, url = "", folder = "", path = ""] = process.argv.slice(2);
process.env["STABILITY_API_HOST"] = url;
process.env["STASH_DIR"] = folder;

const prompt = "warm lofi piano";

async function post(address: string, body: FormData): Promise<ArrayBuffer> {
  return (await fetch(`${url}${address}`, { method: "POST", body })).arrayBuffer();
}

async function send(): Promise<void> {
  const body = new FormData();
  body.append("audio", await openAsBlob(path), "song.wav");
  body.append("prompt", prompt);
  await post("/v2beta/audio/stable-audio/audio-to-audio", body);
}

async function receive(): Promise<void> {
  const body = new FormData();
  body.append("prompt", prompt);
  const sound = await post("/v2beta/audio/stable-audio-2/text-to-audio", body);
  await writeFile(join(folder, `${process.pid}.wav`), Buffer.from(sound));
}

const started = { audio: path, prompt, strength: 0.5, model: "stable-audio-3", waitForResult: false };

const ways: Record<string, () => Promise<() => Promise<unknown>>> = {
  "plain, in": () => Promise.resolve(send),
  "plain, out": () => Promise.resolve(receive),
  "action, in": () => loadAction("audio-to-audio", started),
  "action, out": () => loadAction("text-to-audio", { prompt, outputFormat: "wav" }),
};

const load = ways[way ?? ""];
if (load === undefined) throw new Error(`there is no way "${way ?? ""}"`);
await measure(await load());
