/**
 * Enlarges a picture and saves the result, in one of two ways: `plain` reads all and writes all; `action` is the built
 * component, which also looks at both pictures and writes the parameters into the result.
 */
import { randomUUID } from "node:crypto";
import { openAsBlob } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadAction, measure } from "./built-action.ts";

const [way, url = "", folder = "", image = ""] = process.argv.slice(2);
process.env["STABILITY_API_HOST"] = url;
process.env["STASH_DIR"] = folder;

async function plain(): Promise<void> {
  const body = new FormData();
  body.append("image", await openAsBlob(image), "small.png");
  const response = await fetch(`${url}/v2beta/stable-image/upscale/fast`, { method: "POST", body });
  await writeFile(join(folder, `${randomUUID()}.png`), Buffer.from(await response.arrayBuffer()));
}

await measure(way === "action" ? await loadAction("upscale-fast", { image }) : plain);
