/** The four bytes that begin a frame of an MP3 (ISO/IEC 11172-3 and 13818-3, layer III). */

export interface Frame {
  /** With its head. */
  bytes: number;
  samples: number;
  /** In Hz. */
  sampleRate: number;
  channels: number;
  /** Bytes behind the head before the sound, where a frame that only describes the others has its name. */
  sideBytes: number;
}

export const frameHeadBytes = 4;

/** 320 kbit/s at 32 kHz, and 160 kbit/s at 8 kHz. */
export const longestFrameBytes = 1_441;

/** In kbit/s, from index 1 on: MPEG 1, and the versions of lower rates. */
const fullRates = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const lowRates = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

const sampleRates = [44_100, 48_000, 32_000];

/** By its two bits: MPEG 2.5, none, 2 and 1 have a quarter, half and all of the rate. */
const rateDivisors = [4, undefined, 2, 1];

const layer3 = 1;
const mono = 3;

/** None if the bytes are no head of a frame; frames of a free length, which next to nobody writes, are none for us. */
export function frameOf(head: Buffer): Frame | undefined {
  if (head.length < frameHeadBytes) return undefined;
  const bits = head.readUInt32BE(0);
  const divisor = rateDivisors[bits >>> 19 & 3];
  const fullRate = sampleRates[bits >>> 10 & 3];
  if (bits >>> 21 !== 0x7ff || (bits >>> 17 & 3) !== layer3 || divisor === undefined || fullRate === undefined) {
    return undefined;
  }
  const isFull = divisor === 1;
  const kilobits = (isFull ? fullRates : lowRates)[(bits >>> 12 & 15) - 1];
  if (kilobits === undefined) return undefined;
  const sampleRate = fullRate / divisor;
  const samples = isFull ? 1_152 : 576;
  const isMono = (bits >>> 6 & 3) === mono;
  return {
    bytes: Math.floor(samples / 8 * kilobits * 1_000 / sampleRate) + (bits >>> 9 & 1),
    samples,
    sampleRate,
    channels: isMono ? 1 : 2,
    sideBytes: isFull ? (isMono ? 17 : 32) : isMono ? 9 : 17,
  };
}

/** Whether two frames can follow each other: the bit rate may change, the sample rate and the version may not. */
export const isAlike = (one: Frame, other: Frame): boolean =>
  one.sampleRate === other.sampleRate && one.samples === other.samples;
