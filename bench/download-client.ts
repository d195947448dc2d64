/**
 * Takes ten pictures from the server and saves them, in one of two ways: `plain` reads, parses and writes;
 * `action` is the built component.
 */
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadAction, measure } from "./built-action.ts";

const [way, url = "", folder = ""] = process.argv.slice(2);
process.env["STABILITY_API_HOST"] = url;
process.env["STASH_DIR"] = folder;

async function plain(): Promise<void> {
  const response = await fetch(`${url}/v1/generation/stable-diffusion-xl-1024-v1-0/text-to-image`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ text_prompts: [{ text: "A lighthouse on a cliff" }], samples: 10 }),
  });
  const { artifacts } = await response.json() as { artifacts: { base64: string }[] };
  for (const { base64 } of artifacts) {
    await writeFile(join(folder, `${randomUUID()}.png`), Buffer.from(base64, "base64"));
  }
}

const props = { prompt: "A lighthouse on a cliff", samples: 10 };
await measure(way === "action" ? await loadAction("text-to-image", props) : plain);
