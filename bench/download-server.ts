/** Serves one answer of v1 with ten pictures of a megapixel, about 22 MB of JSON; tells its address to its parent. */
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import sharp from "sharp";

const side = 1024;

/** Noise of this strength gives a PNG the size that a generated picture of a megapixel has, about 1.6 MB. */
const noise = Buffer.from(randomBytes(side * side * 3).map((byte) => 96 + byte % 16));
const png = await sharp(noise, { raw: { width: side, height: side, channels: 3 } }).png().toBuffer();

const artifacts = Array.from({ length: 10 }, (_, index) => ({
  base64: png.toString("base64"),
  seed: index + 1,
  finishReason: "SUCCESS",
}));
const answer = Buffer.from(JSON.stringify({ artifacts }));

const server = createServer((request, response) => {
  request.resume();
  response.writeHead(200, { "Content-Type": "application/json", "Content-Length": answer.length });
  response.end(answer);
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) {
    process.send?.({ url: `http://127.0.0.1:${address.port}`, bytes: answer.length });
  }
});
process.on("disconnect", () => process.exit());
