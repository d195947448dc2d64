/** Takes a sound of about 100 MB and answers its start with an id; answers a prompt with a WAV of 30 MB. */
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";

const bytesPerSecond = 44_100 * 4;

/** Silence in stereo. */
function wavOf(seconds: number): Buffer {
  const file = Buffer.alloc(44 + Math.round(seconds * bytesPerSecond / 4) * 4);
  file.write("RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x02\0", 0, "latin1");
  file.writeUInt32LE(file.length - 8, 4);
  file.writeUInt32LE(44_100, 24);
  file.writeUInt32LE(bytesPerSecond, 28);
  file.write("\x04\0\x10\0data", 32, "latin1");
  file.writeUInt32LE(file.length - 44, 40);
  return file;
}

/** 190 s of it have 33 MB; a file of 100 MB holds more bits. */
function largeWav(): Buffer {
  const file = Buffer.concat([wavOf(0), Buffer.alloc(99 * 1_048_576)]);
  const rate = 96_000;
  const frameBytes = 6;
  file.writeUInt32LE(file.length - 8, 4);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate * frameBytes, 28);
  file.writeUInt16LE(frameBytes, 32);
  file.writeUInt16LE(24, 34);
  file.writeUInt32LE(file.length - 44, 40);
  return file;
}

const answer = wavOf(30_000_000 / bytesPerSecond);
const path = join(process.argv[2] ?? "", "song.wav");
const song = largeWav();
await writeFile(path, song);

const server = createServer((request, response) => {
  request.resume().on("end", () => {
    if (request.url?.endsWith("/audio-to-audio")) {
      response.writeHead(202, { "Content-Type": "application/json" }).end(JSON.stringify({ id: "a".repeat(64) }));
    } else {
      response.writeHead(200, { "Content-Type": "audio/wav", "Content-Length": answer.length, seed: "7" }).end(answer);
    }
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) {
    process.send?.({ url: `http://127.0.0.1:${address.port}`, bytes: song.length, path });
  }
});
process.on("disconnect", () => process.exit());
