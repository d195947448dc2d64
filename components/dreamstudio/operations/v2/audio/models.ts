/**
 * The models of Stable Audio: where each is, and what it takes and costs. Source: the live document of 2026, as
 * transcribed; the sizes of requests are in its prose.
 */
import { creditsOfStableAudio2, prices } from "../../prices.ts";

export interface SoundModel {
  name: "stable-audio-2" | "stable-audio-2.5" | "stable-audio-3";
  /** Where its operations are. */
  folder: `/v2beta/audio/${string}`;
  /** The longest sound that goes in or comes out. */
  longestSeconds: number;
  steps: { min: number; max: number; apiDefault: number };
  cfgScale: number;
  leastStrength: number;
  /** The largest request with a sound in it. */
  maxBodyBytes: number;
  /** Whether the API answers with an id, and the sound comes later. */
  isStarted: boolean;
  credits: (steps: number) => number;
}

const mebibyte = 1_048_576;

const today = { steps: { min: 4, max: 8, apiDefault: 8 }, cfgScale: 1 } as const;

const second = {
  folder: "/v2beta/audio/stable-audio-2",
  longestSeconds: 190,
  maxBodyBytes: 50 * mebibyte,
  isStarted: false,
} as const;

export const soundModels = {
  "stable-audio-2": {
    ...second,
    name: "stable-audio-2",
    steps: { min: 30, max: 100, apiDefault: 50 },
    cfgScale: 7,
    leastStrength: 0,
    credits: creditsOfStableAudio2,
  },
  "stable-audio-2.5": {
    ...second,
    ...today,
    name: "stable-audio-2.5",
    leastStrength: 0.01,
    credits: () => prices["stable-audio-2.5"],
  },
  "stable-audio-3": {
    ...today,
    name: "stable-audio-3",
    folder: "/v2beta/audio/stable-audio",
    longestSeconds: 380,
    leastStrength: 0,
    maxBodyBytes: 100 * mebibyte,
    isStarted: true,
    credits: () => prices["stable-audio-3"],
  },
} as const satisfies Record<SoundModel["name"], SoundModel>;

export type SoundModelName = keyof typeof soundModels;

/** What a sound costs with the usual steps, from the cheapest model to the dearest. */
export const soundPriceInWords =
  `${soundModels["stable-audio-2.5"].credits()} to ${soundModels["stable-audio-3"].credits()} credits`;
