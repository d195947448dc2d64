import { randomFrom, type Random } from "../pixels/random.ts";

/** What is asked for in words, whatever the size: with a size it is the subject of a landscape. */
export interface Scene {
  prompts: readonly { text: string; weight?: number | undefined }[];
  seed: number;
  style?: string | undefined;
}

/** @param purpose what the numbers are for: each purpose has numbers of its own */
export const randomOf = ({ prompts, seed, style = "" }: Scene, purpose: string): Random =>
  randomFrom(purpose, JSON.stringify(prompts), seed, style);
