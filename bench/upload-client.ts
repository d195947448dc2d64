/**
 * Sends a picture of 10 MB, in one of four ways: `plain` reads it and sends it as one body, and `action` is the built
 * component, each with a picture from disk or from a URL.
 */
import { readFile } from "node:fs/promises";
import { loadAction, measure } from "./built-action.ts";

const [way, url = "", folder = "", path = ""] = process.argv.slice(2);
process.env["STABILITY_API_HOST"] = url;
process.env["STASH_DIR"] = folder;

const engineId = "stable-diffusion-v1-5";

async function send(picture: Uint8Array<ArrayBuffer>): Promise<void> {
  const body = new FormData();
  body.append("init_image", new Blob([picture]), "large.png");
  body.append("text_prompts[0][text]", "A lighthouse on a cliff");
  await (await fetch(`${url}/v1/generation/${engineId}/image-to-image`, { method: "POST", body })).arrayBuffer();
}

const props = (initImage: string) => ({ initImage, prompt: "A lighthouse on a cliff", engineId });

const ways: Record<string, () => Promise<() => Promise<unknown>>> = {
  "plain, disk": () => Promise.resolve(async () => send(new Uint8Array(await readFile(path)))),
  "plain, URL": () => Promise.resolve(async () => send(new Uint8Array(await (await fetch(`${url}/large.png`)).arrayBuffer()))),
  "action, disk": () => loadAction("image-to-image", props(path)),
  "action, URL": () => loadAction("image-to-image", props(`${url}/large.png`)),
};

const load = ways[way ?? ""];
if (load === undefined) throw new Error(`there is no way "${way ?? ""}"`);
await measure(await load());
