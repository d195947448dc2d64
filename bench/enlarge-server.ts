/** Serves one answer of v2beta with a picture of 16 megapixels, about 26 MB; tells its address to its parent. */
import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import sharp from "sharp";

const side = 4096;

/** Noise of this strength gives a PNG the size that a generated picture has. */
const noise = Buffer.from(randomBytes(side * side * 3).map((byte) => 96 + byte % 16));
const png = await sharp(noise, { raw: { width: side, height: side, channels: 3 } }).png().toBuffer();

/** What is to be enlarged, which this server does not look at. */
const path = join(process.argv[2] ?? "", "small.png");
await writeFile(path, await sharp(png).resize(1024, 1024).png().toBuffer());

const server = createServer((request, response) => {
  request.resume();
  response.writeHead(200, {
    "Content-Type": "image/png",
    "Content-Length": png.length,
    "finish-reason": "SUCCESS",
    seed: "7",
  });
  response.end(png);
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) {
    process.send?.({ url: `http://127.0.0.1:${address.port}`, bytes: png.length, path });
  }
});
process.on("disconnect", () => process.exit());
