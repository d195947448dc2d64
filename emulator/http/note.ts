/** What is noted of a request beside its answer, for the terminal and the page of the emulator. */
import type { FastifyRequest } from "fastify";
import type { State } from "../state/state.ts";

/** @param made the type of what was made, or the id under which it will be found */
export function noteWork({ entry }: FastifyRequest, { journal }: State, work: Work): void {
  if (entry === undefined) return;
  entry.credits = work.credits;
  entry.made = work.made;
  if (work.thumbnail !== undefined) journal.addThumbnail(entry, work.thumbnail);
}

interface Work {
  credits: number;
  made: string;
  thumbnail?: Uint8Array | undefined;
}
