/** Gives a picture of 10 MB, takes any upload, and answers it with a small picture. */
import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import sharp from "sharp";

const [folder = ""] = process.argv.slice(2);
const side = 1856;

/** Noise does not compress: 3 bytes a pixel. */
const large = await sharp(randomBytes(side * side * 3), { raw: { width: side, height: side, channels: 3 } })
  .png().toBuffer();
const small = await sharp({ create: { width: 8, height: 8, channels: 3, background: "teal" } }).png().toBuffer();
const path = join(folder, "large.png");
await writeFile(path, large);

const server = createServer((request, response) => {
  const answer = request.method === "GET" ? large : small;
  request.resume().on("end", () => {
    response.writeHead(200, { "Content-Type": "image/png", "Content-Length": answer.length }).end(answer);
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) {
    process.send?.({ url: `http://127.0.0.1:${address.port}`, path, bytes: large.length });
  }
});
process.on("disconnect", () => process.exit());
