/** The page as the build has bundled it. */
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type { FastifyInstance } from "fastify";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** Every file of the folder at its name, and `index.html` at `/`; they are read once. */
export async function addPage(server: FastifyInstance, folder: string): Promise<void> {
  const names = await readdir(folder);
  await Promise.all(names.map(async (name) => {
    const content = await readFile(join(folder, name));
    const type = types[extname(name)];
    if (type === undefined) return;
    server.get(name === "index.html" ? "/" : `/${name}`, (_request, reply) => reply.type(type).send(content));
  }));
}
