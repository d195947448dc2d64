export { createEmulator, type Emulator, type EmulatorOptions } from "./server.ts";
export { factsVerifiedOn } from "./facts/lifetime.ts";
