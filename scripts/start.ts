/** `npm start`: the local runtime with the DreamStudio components, and the emulator unless a key or a host is set. */
import { join } from "node:path";
import { main } from "pipedream-local-runtime";
import { createEmulator } from "stability-emulator";

/** What `npm start` alone makes: the picture that README shows. */
const exampleArguments = ["text-to-image", "--prompt", "A lighthouse on a cliff", "--seed", "7"];

const { env, argv } = process;

async function startEmulator() {
  const emulator = await createEmulator({ asOf: "any", startingCredits: 1000, ripensAfterMillis: 0 });
  env["STABILITY_API_HOST"] = emulator.url;
  env["DREAMSTUDIO_API_KEY"] = "sk-emulator-start";
  console.error("Using the built-in emulator: pictures are drawn, not generated, and nothing is spent. "
    + "For the real API, set DREAMSTUDIO_API_KEY to your key.\n");
  return emulator;
}

const args = argv.slice(2);
/** An empty variable is one that is not set. */
const isConnected = Boolean(env["DREAMSTUDIO_API_KEY"]) || Boolean(env["STABILITY_API_HOST"]);
const emulator = isConnected || args.some((arg) => arg === "--help" || arg === "-h") ? undefined : await startEmulator();
process.exitCode = await main(args.length === 0 ? exampleArguments : args, {
  componentsFolder: join(import.meta.dirname, "../../components/dreamstudio"),
  command: "npm start --",
  // The most that Pipedream's free plan gives: the real API may take its time.
  limits: { timeoutMillis: 300_000 },
  // What the emulator draws costs nothing.
  allowSpending: emulator !== undefined,
});
await emulator?.close();
