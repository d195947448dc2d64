/** A film for tests, and a reader of films that is not ours. */
import { createFile, MP4BoxBuffer } from "mp4box";
import { film } from "../../emulator/drawing/effects/film.ts";

/** Small, and of one color. */
export function plainFilm(size = { width: 32, height: 32 }): Promise<Buffer> {
  return film({ ...size, pixels: Buffer.alloc(size.width * size.height * 4, 200) }, { seed: 1, motion: 1 });
}

/** What a parser says of the tracks of a film; none if it finds no film. */
export function tracksOf(bytes: Buffer) {
  const file = createFile();
  file.appendBuffer(MP4BoxBuffer.fromArrayBuffer(new Uint8Array(bytes).buffer, 0), true);
  file.flush();
  return file.getInfo().tracks;
}
