/**
 * Makes pictures and saves them, one after the other or a hundred at once, in one of two ways: `plain` pipes the answer
 * of `http` into a file; `action` is the built component, without parameters in the file. The first ones are not
 * measured: they load and compile.
 */
import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import http, { type IncomingMessage } from "node:http";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { loadAction, measure } from "./built-action.ts";

const [way = "", url = "", folder = ""] = process.argv.slice(2);
process.env["STABILITY_API_HOST"] = url;
process.env["STASH_DIR"] = folder;

const body = "--end\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\nA lighthouse on a cliff\r\n--end--\r\n";

async function plain(): Promise<void> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    http.request(`${url}/v2beta/stable-image/generate/core`, {
      method: "POST",
      headers: { "Content-Type": "multipart/form-data; boundary=end", "Content-Length": body.length },
    }, resolve).on("error", reject).end(body);
  });
  await pipeline(response, createWriteStream(join(folder, `${randomUUID()}.png`)));
}

const action = await loadAction("generate-core", { prompt: "A lighthouse on a cliff", embedParameters: false });

const run = way.startsWith("plain") ? plain : action;
const isMany = way.endsWith("100");

async function all(): Promise<void> {
  if (isMany) await Promise.all(Array.from({ length: 100 }, run));
  else for (let turn = 0; turn < 30; turn += 1) await run();
}

for (let turn = 0; turn < 10; turn += 1) await run();
for (const name of await readdir(folder)) await rm(join(folder, name));
await measure(all);
