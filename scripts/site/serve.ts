/** Serves a folder of files on this machine alone. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".jpg": "image/jpeg",
  ".png": "image/png",
  ".webp": "image/webp",
  ".svg": "image/svg+xml",
  ".mp3": "audio/mpeg",
};

/** The file that a request asks for; nothing for an address that is none. */
function fileFor(folder: string, url: string): string | undefined {
  try {
    const path = normalize(decodeURIComponent(new URL(url, "http://localhost").pathname));
    return path.includes("\0") ? undefined : join(folder, path.endsWith("/") ? `${path}index.html` : path);
  } catch {
    return undefined;
  }
}

async function answer(folder: string, url: string, response: ServerResponse): Promise<void> {
  const file = fileFor(folder, url);
  const isThere = file !== undefined && (await stat(file).catch(() => undefined))?.isFile() === true;
  if (!isThere) {
    response.writeHead(404, { "Content-Type": "text/plain" }).end("There is no such page.\n");
    return;
  }
  response.writeHead(200, { "Content-Type": types[extname(file)] ?? "application/octet-stream" });
  createReadStream(file).pipe(response);
}

/** @param port 0 for any that is free */
export function serveFolder(folder: string, port: number): Promise<{ url: string; server: Server }> {
  const server = createServer(({ url = "/" }, response) => {
    void answer(folder, url, response);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      const own = typeof address === "object" && address !== null ? address.port : port;
      resolve({ url: `http://127.0.0.1:${own}`, server });
    });
  });
}
