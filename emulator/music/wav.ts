/** WAV: as it is written, and as it is read (Microsoft and IBM, 1991). */
import { channels, piecesOf, sampleRate, toSample, type Sound } from "./sound.ts";

const headBytes = 44;
const bytesPerFrame = channels * 2;

/** PCM of 16 bits. */
export async function encodeWav(sound: Sound): Promise<Buffer> {
  const dataBytes = sound.frames * bytesPerFrame;
  const file = Buffer.alloc(headBytes + dataBytes);
  file.write("RIFF", 0, "latin1");
  file.writeUInt32LE(file.length - 8, 4);
  file.write("WAVEfmt ", 8, "latin1");
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(channels, 22);
  file.writeUInt32LE(sampleRate, 24);
  file.writeUInt32LE(sampleRate * bytesPerFrame, 28);
  file.writeUInt16LE(bytesPerFrame, 32);
  file.writeUInt16LE(16, 34);
  file.write("data", 36, "latin1");
  file.writeUInt32LE(dataBytes, 40);
  let at = headBytes;
  for await (const piece of piecesOf(sound)) {
    // As they are in memory: all machines that Node runs on today have the low byte first.
    at += Buffer.from(piece.buffer).copy(file, at);
  }
  return file;
}

interface Format {
  isFloat: boolean;
  channels: number;
  sampleRate: number;
  /** The size of one sample. */
  bytes: number;
}

const pcm = 1;
const float = 3;
const extensible = 0xfffe;

function formatOf(chunk: Buffer): Format | undefined {
  if (chunk.length < 16) return undefined;
  const tag = chunk.readUInt16LE(0);
  const code = tag === extensible && chunk.length >= 26 ? chunk.readUInt16LE(24) : tag;
  const format = {
    isFloat: code === float,
    channels: chunk.readUInt16LE(2),
    sampleRate: chunk.readUInt32LE(4),
    bytes: Math.ceil(chunk.readUInt16LE(14) / 8),
  };
  const isKnown = code === pcm ? [1, 2, 3, 4].includes(format.bytes) : code === float && [4, 8].includes(format.bytes);
  return isKnown && format.channels > 0 && format.sampleRate > 0 ? format : undefined;
}

/** A sample as 16 bits have it. */
function sampleAt(data: Buffer, at: number, { isFloat, bytes }: Format): number {
  if (isFloat) return (bytes === 4 ? data.readFloatLE(at) : data.readDoubleLE(at)) * 32_767;
  if (bytes === 1) return (data.readUInt8(at) - 128) * 256;
  return bytes === 2 ? data.readInt16LE(at) : data.readIntLE(at, bytes) / 2 ** (8 * bytes - 16);
}

/** Of more than two channels the first two; another rate is stretched to ours. */
function soundIn(data: Buffer, format: Format): Sound {
  const frameBytes = format.channels * format.bytes;
  const given = Math.floor(data.length / frameBytes);
  const step = format.sampleRate / sampleRate;
  const offsets = [0, Math.min(1, format.channels - 1) * format.bytes];
  const valueAt = (frame: number, channel: number) =>
    frame < given ? sampleAt(data, frame * frameBytes + (offsets[channel] ?? 0), format) : 0;
  const between = (position: number, channel: number) => {
    const frame = Math.floor(position);
    const part = position - frame;
    const value = valueAt(frame, channel);
    return part === 0 ? value : value * (1 - part) + valueAt(frame + 1, channel) * part;
  };
  return {
    frames: Math.round(given / step),
    read(from, frames) {
      const piece = new Int16Array(frames * channels);
      for (let index = 0; index < piece.length; index += 1) {
        piece[index] = toSample(between((from + Math.floor(index / channels)) * step, index % channels));
      }
      return piece;
    },
  };
}

/** `undefined` for what is no WAV with samples that are not compressed. */
export function decodeWav(file: Buffer): Sound | undefined {
  if (!/^RIFF[^]{4}WAVE$/.test(file.toString("latin1", 0, 12))) return undefined;
  let format: Format | undefined;
  for (let at = 12; at + 8 <= file.length;) {
    const length = file.readUInt32LE(at + 4);
    const chunk = file.subarray(at + 8, at + 8 + length);
    const type = file.toString("latin1", at, at + 4);
    if (type === "fmt ") format = formatOf(chunk);
    if (type === "data") return format === undefined || chunk.length === 0 ? undefined : soundIn(chunk, format);
    at += 8 + length + length % 2;
  }
  return undefined;
}
