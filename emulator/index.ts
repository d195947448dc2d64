export { createEmulator, type Emulator, type EmulatorOptions } from "./server.ts";
export type { JournalEntry } from "./state/journal.ts";
export { factsVerifiedOn } from "./facts/lifetime.ts";
