/** Plain sounds, written here as the format's document says. */

export interface WavOptions {
  seconds: number;
  sampleRate?: number;
  channels?: number;
  bits?: 8 | 16;
  /** Where the sound does not matter, and there is much of it. */
  isSilent?: true;
}

/** A tone of 440 Hz as WAV. */
export function plainWav({ seconds, sampleRate = 8_000, channels = 1, bits = 8, isSilent }: WavOptions): Buffer {
  const frames = Math.round(seconds * sampleRate);
  const frameBytes = channels * bits / 8;
  const file = Buffer.alloc(44 + frames * frameBytes);
  file.write("RIFF", 0, "latin1");
  file.writeUInt32LE(file.length - 8, 4);
  file.write("WAVEfmt ", 8, "latin1");
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(channels, 22);
  file.writeUInt32LE(sampleRate, 24);
  file.writeUInt32LE(sampleRate * frameBytes, 28);
  file.writeUInt16LE(frameBytes, 32);
  file.writeUInt16LE(bits, 34);
  file.write("data", 36, "latin1");
  file.writeUInt32LE(frames * frameBytes, 40);
  if (isSilent) return file;
  for (let sample = 0; sample < frames * channels; sample += 1) {
    const value = Math.sin(2 * Math.PI * 440 * Math.floor(sample / channels) / sampleRate);
    if (bits === 8) file.writeUInt8(128 + Math.round(100 * value), 44 + sample);
    else file.writeInt16LE(Math.round(25_000 * value), 44 + 2 * sample);
  }
  return file;
}
