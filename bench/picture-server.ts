/** Serves one answer of v2beta with a picture of 2.4 megapixels, about 4 MB; tells its address to its parent. */
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import sharp from "sharp";

/** The sides of what Stable Image Core makes. */
const side = 1536;

/** Noise of this strength gives a PNG the size that a generated picture has. */
const noise = Buffer.from(randomBytes(side * side * 3).map((byte) => 96 + byte % 16));
const png = await sharp(noise, { raw: { width: side, height: side, channels: 3 } }).png().toBuffer();

const server = createServer((request, response) => {
  request.resume().on("end", () => {
    response.writeHead(200, {
      "Content-Type": "image/png",
      "Content-Length": png.length,
      "finish-reason": "SUCCESS",
      seed: "7",
    }).end(png);
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) {
    process.send?.({ url: `http://127.0.0.1:${address.port}`, bytes: png.length });
  }
});
process.on("disconnect", () => process.exit());
