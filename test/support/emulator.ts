/** An emulator for the tests of one file; built components find it by STABILITY_API_HOST. */
import { afterAll, afterEach, beforeAll } from "@jest/globals";
import { createEmulator, type Emulator, type EmulatorOptions } from "stability-emulator";

export function useEmulator(options: EmulatorOptions = {}): { url(): string } {
  let emulator: Emulator | undefined;
  beforeAll(async () => {
    emulator = await createEmulator({ strict: true, ...options });
    process.env["STABILITY_API_HOST"] = emulator.url;
  });
  afterAll(async () => {
    delete process.env["STABILITY_API_HOST"];
    await emulator?.close();
  });
  return { url: () => emulator?.url ?? "" };
}

const opened: Emulator[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((emulator) => emulator.close()));
});

/** An emulator for one test, closed after it whatever happens. */
export async function startEmulator(options?: EmulatorOptions): Promise<Emulator> {
  const emulator = await createEmulator({ strict: true, ...options });
  opened.push(emulator);
  return emulator;
}
