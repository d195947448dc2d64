/**
 * What an answer takes: time until it is there, and room on the disk. Times are those that a client saw on 2026-09-22
 * (one run of each operation, aself101/stability-ai-api, docs/LIVE-BATTERY-2026-09-22.md); an asynchronous operation
 * answers its start, which took about 4 s. Sizes are 2 bytes for each pixel of the largest picture that comes, which
 * is a little more than photographs need as PNG.
 */

export interface ExpectedAnswer {
  /** How long an answer was seen to take, in seconds. */
  seenSeconds: number;
  /** How much room a file may need, in MiB. */
  mebibytes: number;
}

const start: ExpectedAnswer = { seenSeconds: 4.5, mebibytes: 20 };

/** Nobody has written down how long these take: 6 s is a guess of ours. */
const unknown: ExpectedAnswer = { seenSeconds: 6, mebibytes: 5 };

/** The longest sound, 380 s, as WAV: 44,100 times a second two values of two bytes. */
const sound: ExpectedAnswer = { ...unknown, mebibytes: 64 };

const model: ExpectedAnswer = { ...unknown, mebibytes: 20 };

/** By the names of the operations. */
export const expectedAnswers: Readonly<Record<string, ExpectedAnswer>> = {
  "generate-core": { seenSeconds: 8.2, mebibytes: 5 },
  "generate-ultra": { seenSeconds: 11.7, mebibytes: 5 },
  // The quickest model took 3.4 s, the slowest 10.6 s.
  "generate-sd3": { seenSeconds: 6, mebibytes: 5 },
  "upscale-fast": { seenSeconds: 5.1, mebibytes: 32 },
  "upscale-conservative": { seenSeconds: 28.4, mebibytes: 20 },
  "upscale-creative": start,
  erase: { seenSeconds: 7, mebibytes: 18 },
  inpaint: { seenSeconds: 11.6, mebibytes: 18 },
  outpaint: { seenSeconds: 18.1, mebibytes: 18 },
  "search-and-replace": { seenSeconds: 13.8, mebibytes: 18 },
  "search-and-recolor": { seenSeconds: 34.1, mebibytes: 18 },
  "remove-background": { seenSeconds: 7.2, mebibytes: 8 },
  "replace-background-and-relight": start,
  sketch: { seenSeconds: 14.4, mebibytes: 18 },
  structure: { seenSeconds: 12.8, mebibytes: 18 },
  style: { seenSeconds: 11.1, mebibytes: 5 },
  "style-transfer": { seenSeconds: 15.1, mebibytes: 5 },
  "image-to-video": start,
  "text-to-audio": sound,
  "audio-to-audio": sound,
  "audio-inpaint": sound,
  "stable-fast-3d": model,
  "stable-point-aware-3d": model,
};

export const expectedAnswer = (operation: string): ExpectedAnswer => expectedAnswers[operation] ?? unknown;

/** Nothing was seen to be faster than that. */
const leastSeconds = 3;

/**
 * The least time in which an answer can be hoped for, in milliseconds: half of what was seen, since one run tells
 * little about the next.
 */
export const leastAnswerMillis = (operation: string): number =>
  Math.max(leastSeconds, expectedAnswer(operation).seenSeconds / 2) * 1000;
