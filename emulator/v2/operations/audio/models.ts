/** What operations of the models of Stable Audio have in common, by the folder that they are in. */
import { sinceSound } from "../../lifetimes.ts";

const mebibyte = 1024 * 1024;

interface Folder {
  path: string;
  /** The longest sound that goes in or comes out. */
  mostSeconds: number;
  /** The largest body, where a sound is in it. */
  bodyLimitBytes: number;
}

/** 2.0 and 2.5, which answer at once. */
export const second: Folder = { path: "/v2beta/audio/stable-audio-2", mostSeconds: 190, bodyLimitBytes: 50 * mebibyte };

/** 3, which is started. */
export const third: Folder = { path: "/v2beta/audio/stable-audio", mostSeconds: 380, bodyLimitBytes: 100 * mebibyte };

export const makesSound = { lifetime: sinceSound, makes: "audio", hasBodyLimit: false } as const;

export const startsSound = { ...makesSound, isStarted: true, startStatus: 202, price: 26 } as const;

interface Chosen {
  model: "stable-audio-2" | "stable-audio-2.5";
  steps?: number | undefined;
}

/** Documented: 17 credits and 0.06 for each step, of which 50 are usual; 20 with 2.5, whatever its steps. */
export const priceOf = ({ model, steps = 50 }: Chosen): number => model === "stable-audio-2" ? 17 + 0.06 * steps : 20;
