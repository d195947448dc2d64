/** `npm start`: the local runtime with the DreamStudio components, and the emulator unless a key or a host is set. */
import { join } from "node:path";
import { main } from "pipedream-local-runtime";
import { createEmulator, factsVerifiedOn, type Emulator } from "stability-emulator";

/** What `npm start` alone makes: the picture that README shows. */
const exampleArguments = ["text-to-image", "--prompt", "A lighthouse on a cliff", "--seed", "7"];

const { env, argv } = process;

/** Our own option, `--as-of <day>` or `--as-of any`, and what is left for the runtime. */
function takeAsOf(args: readonly string[]): { asOf: string | undefined; others: string[] } {
  const at = args.findIndex((arg) => arg === "--as-of" || arg.startsWith("--as-of="));
  const found = args[at];
  if (found === undefined) return { asOf: undefined, others: [...args] };
  const [, joined] = found.split("=");
  return { asOf: joined ?? args[at + 1] ?? "", others: args.toSpliced(at, joined === undefined ? 2 : 1) };
}

const { asOf = factsVerifiedOn, others } = takeAsOf(argv.slice(2));
const args = others.length === 0 ? exampleArguments : others;

/** What was not found because it is retired, by the day from which it is. */
const retired = new Map<string, string>();

async function startEmulator(): Promise<Emulator> {
  const emulator = await createEmulator({
    asOf,
    startingCredits: 1000,
    ripensAfterMillis: 0,
    onAnswer({ path, retiredOn }) {
      if (retiredOn !== null) retired.set(path, retiredOn);
    },
  });
  env["STABILITY_API_HOST"] = emulator.url;
  env["DREAMSTUDIO_API_KEY"] = "sk-emulator-start";
  console.error("Using the built-in emulator: pictures are drawn, not generated, and nothing is spent. "
    + "For the real API, set DREAMSTUDIO_API_KEY to your key.\n");
  return emulator;
}

async function run(emulator?: Emulator): Promise<number> {
  try {
    return await main(args, {
      componentsFolder: join(import.meta.dirname, "../../components/dreamstudio"),
      command: "npm start --",
      // The most that Pipedream's free plan gives: the real API may take its time.
      limits: { timeoutMillis: 300_000 },
      // What the emulator draws costs nothing.
      allowSpending: emulator !== undefined,
    });
  } finally {
    await emulator?.close();
  }
}

/** An empty variable is one that is not set. */
const isConnected = Boolean(env["DREAMSTUDIO_API_KEY"]) || Boolean(env["STABILITY_API_HOST"]);
const asksForHelp = args.some((arg) => arg === "--help" || arg === "-h");
try {
  process.exitCode = await run(isConnected || asksForHelp ? undefined : await startEmulator());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
for (const [path, day] of retired) {
  console.error(`Stability AI retired this on ${day}: ${path}. To try it anyway: npm start -- --as-of any ${args[0] ?? ""} …`);
}
