/** A host that answers wrongly, in the way that the first part of a path says; tells its address to its parent. */
import { createServer, type ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import sharp from "sharp";

const png = await sharp({ create: { width: 64, height: 64, channels: 3, background: "teal" } }).png().toBuffer();
const bomb = gzipSync(Buffer.alloc(20_000_000));

/** Writes without end, as fast as it is read. */
function flood(response: ServerResponse, piece: string | Buffer): void {
  const write = () => {
    while (!response.destroyed && response.write(piece));
    response.once("drain", write);
  };
  write();
}

const attacks: Readonly<Record<string, (response: ServerResponse) => void>> = {
  picture: (response) => response.writeHead(200, { "Content-Type": "image/png" }).end(png),
  half: (response) => response.writeHead(200, { "Content-Type": "image/png" }).end(png.subarray(0, -20)),
  reset: (response) => response.socket?.resetAndDestroy(),
  "reset-in-picture": (response) => {
    response.writeHead(200, { "Content-Type": "image/png", "Content-Length": png.length });
    response.write(png.subarray(0, 40), () => response.socket?.resetAndDestroy());
  },
  silence: () => undefined,
  "silence-in-picture": (response) => {
    response.writeHead(200, { "Content-Type": "image/png", "Content-Length": png.length }).write(png.subarray(0, 40));
  },
  "error-flood": (response) => {
    flood(response.writeHead(400, { "Content-Type": "text/html" }), "<title>".repeat(1000));
  },
  "redirect-flood": (response) => {
    flood(response.writeHead(302, { Location: "/picture" }), "x".repeat(10_000));
  },
  "json-flood": (response) => {
    flood(response.writeHead(200, { "Content-Type": "application/json" }), "[\"x\",".repeat(1000));
  },
  bomb: (response) => response.writeHead(400, { "Content-Encoding": "gzip" }).end(bomb),
  "wrong-gzip": (response) => response.writeHead(200, { "Content-Encoding": "gzip" }).end("no gzip"),
  "no-http": (response) => response.socket?.end("SSH-2.0-OpenSSH\r\n"),
  "headers-flood": (response) => response.socket?.end(`HTTP/1.1 200 OK\r\nx: ${"y".repeat(100_000)}\r\n\r\n`),
  "broken-json": (response) => response.writeHead(200, { "Content-Type": "application/json" }).end("{\"image\": \"iVBORw0K"),
  "wrong-base64": (response) => response.writeHead(200, { "Content-Type": "application/json" }).end("{\"image\": \"?\"}"),
  "too-many": (response) => response.writeHead(429, { "Content-Type": "application/json", "Retry-After": "3600" })
    .end("{\"id\":\"1\",\"name\":\"rate_limit_exceeded\",\"errors\":[\"No.\"]}"),
  nothing: (response) => response.writeHead(200).end(),
  "in-progress": (response) => response.writeHead(202, { "Content-Type": "application/json" }).end("{}"),
};

const server = createServer((request, response) => {
  const name = request.url?.split("/")[1] ?? "";
  response.on("error", () => undefined);
  request.on("error", () => undefined);
  if (name === "early") {
    // Answers, and never reads what is sent.
    response.writeHead(413).end("no");
    return;
  }
  request.resume().on("end", () => attacks[name]?.(response));
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) {
    process.send?.({ url: `http://127.0.0.1:${address.port}`, attacks: ["early", ...Object.keys(attacks)] });
  }
});
process.on("disconnect", () => process.exit());
