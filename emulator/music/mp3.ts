/** MP3: written by LAME and read by mpg123, both as WebAssembly, and both loaded only where they are needed. */
import { channels, piecesOf, sampleRate, soundOf, toSample, type Sound } from "./sound.ts";

/** In kbit/s. */
const bitrate = 128;

const frameSamples = 1_152;

/** A frame is so long, or one byte longer where its head says so. */
const frameBytes = Math.floor(frameSamples / 8 * bitrate * 1_000 / sampleRate);

/** Without the frames that the encoder adds behind the last sample. */
function withFrames(file: Buffer, frames: number): Buffer {
  let at = 0;
  for (let frame = 0; frame < frames && at + 4 <= file.length; frame += 1) {
    at += frameBytes + (file.readUInt8(at + 2) >>> 1 & 1);
  }
  return file.subarray(0, at);
}

const channelOf = (piece: Int16Array, channel: number) => Float32Array.from(
  { length: piece.length / channels },
  (_, frame) => (piece[frame * channels + channel] ?? 0) / 32_768,
);

/** At a constant bit rate, and no longer than the frames that the sound needs. */
export async function encodeMp3(sound: Sound): Promise<Buffer> {
  const { createMp3Encoder } = await import("wasm-media-encoders");
  const encoder = await createMp3Encoder();
  encoder.configure({ sampleRate, channels, bitrate });
  const parts: Buffer[] = [];
  for await (const piece of piecesOf(sound)) {
    // The encoder uses its memory again.
    parts.push(Buffer.from(encoder.encode([channelOf(piece, 0), channelOf(piece, 1)])));
  }
  parts.push(Buffer.from(encoder.finalize()));
  return withFrames(Buffer.concat(parts), Math.ceil(sound.frames / frameSamples));
}

/** How much is decoded at once; between two pieces other requests have their turn. */
const pieceBytes = 16_384;

/** Longer than any sound that an operation takes: no more of a file is decoded, however long it is. */
const mostSeconds = 400;

interface Piece {
  left: Float32Array;
  right: Float32Array;
  frames: number;
  /** In Hz. */
  rate: number;
}

async function* decodedPieces(file: Buffer): AsyncGenerator<Piece, void> {
  const { MPEGDecoder } = await import("mpg123-decoder");
  const decoder = new MPEGDecoder();
  await decoder.ready;
  try {
    let seconds = 0;
    for (let at = 0; at < file.length && seconds < mostSeconds; at += pieceBytes) {
      const { channelData: [left, right = left], samplesDecoded: frames, sampleRate: rate } =
        decoder.decode(file.subarray(at, at + pieceBytes));
      await new Promise((resolve) => setImmediate(resolve));
      if (left === undefined || right === undefined || frames === 0) continue;
      seconds += frames / rate;
      yield { left, right, frames, rate };
    }
  } finally {
    decoder.free();
  }
}

/** How many pairs of samples a file has at our rate; 0 for what is no MP3. */
export async function measureMp3(file: Buffer): Promise<number> {
  let frames = 0;
  let rate = sampleRate;
  for await (const piece of decodedPieces(file)) {
    frames += piece.frames;
    ({ rate } = piece);
  }
  return Math.round(frames * sampleRate / rate);
}

/** A sound of any rate, stretched to ours. */
function resampled(samples: Int16Array, rate: number): Sound {
  if (rate === sampleRate) return soundOf(samples);
  const given = samples.length / channels;
  const frames = Math.round(given * sampleRate / rate);
  const stretched = new Int16Array(frames * channels);
  for (let index = 0; index < stretched.length; index += 1) {
    const frame = Math.min(given - 1, Math.floor(Math.floor(index / channels) * rate / sampleRate));
    stretched[index] = samples[frame * channels + index % channels] ?? 0;
  }
  return soundOf(stretched);
}

function interleaved({ left, right, frames }: Piece): Int16Array {
  const samples = new Int16Array(frames * channels);
  for (let frame = 0; frame < frames; frame += 1) {
    samples[frame * channels] = toSample((left[frame] ?? 0) * 32_768);
    samples[frame * channels + 1] = toSample((right[frame] ?? 0) * 32_768);
  }
  return samples;
}

/** `undefined` for what is no MP3. */
export async function decodeMp3(file: Buffer): Promise<Sound | undefined> {
  const pieces: Int16Array[] = [];
  let rate = sampleRate;
  for await (const piece of decodedPieces(file)) {
    pieces.push(interleaved(piece));
    ({ rate } = piece);
  }
  if (pieces.length === 0) return undefined;
  const samples = new Int16Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    samples.set(piece, at);
    at += piece.length;
  }
  return resampled(samples, rate);
}
