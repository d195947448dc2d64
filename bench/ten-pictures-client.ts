/**
 * Takes ten pictures from the server and saves them, in one of two ways: `plain` reads, parses and writes;
 * `action` is the built component. Tells its parent the time, and by how much its peak memory grew.
 */
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

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

interface BuiltAction {
  props: { dreamstudio: { methods: Record<string, (...args: unknown[]) => unknown> } };
  run(this: unknown, step: { $: { export(): void } }): Promise<unknown>;
}

async function loadAction(): Promise<() => Promise<unknown>> {
  const path = join(import.meta.dirname, "../../components/dreamstudio/actions/text-to-image/text-to-image.mjs");
  const { default: action } = await import(pathToFileURL(path).href) as { default: BuiltAction };
  const dreamstudio: Record<string, unknown> = { $auth: { api_key: "sk-emulator-bench" } };
  for (const [name, method] of Object.entries(action.props.dreamstudio.methods)) {
    dreamstudio[name] = method.bind(dreamstudio);
  }
  const self = { dreamstudio, prompt: "A lighthouse on a cliff", samples: 10 };
  return () => action.run.call(self, { $: { export: () => undefined } });
}

const run = way === "action" ? await loadAction() : plain;
const loadedBytes = process.memoryUsage().rss;
const startedAt = performance.now();
await run();
const millis = performance.now() - startedAt;
// Linux reports the peak in KiB.
const grownBytes = process.resourceUsage().maxRSS * 1024 - loadedBytes;
process.send?.({ millis, grownBytes });
process.disconnect();
