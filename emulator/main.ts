/** `npx stability-emulator --port 4010 --as-of any` */
import { readFileSync } from "node:fs";
import yargs from "yargs";
import { hideBin } from "yargs/helpers";
import { keyPrefix, usualCredits } from "./state/accounts.ts";
import { createEmulator, factsVerifiedOn } from "./index.ts";
import type { JournalEntry } from "./state/journal.ts";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };

const {
  port, asOf, credits, caption, strict, contentCredentials, tls, quiet, json,
} = await yargs(hideBin(process.argv))
  .scriptName("stability-emulator")
  .usage("$0 [options]\n\nStability AI's REST API on this machine, with drawn instead of generated pictures.")
  .option("port", { type: "number", default: 4010, describe: "the port on 127.0.0.1; 0 takes a free one" })
  .option("as-of", {
    type: "string",
    default: factsVerifiedOn,
    describe: "the day as of which the API is shown, or \"any\" for all that ever lived",
  })
  .option("credits", { type: "number", default: usualCredits, describe: "what every key starts with" })
  .option("caption", {
    type: "boolean",
    default: true,
    describe: "a line in each picture that says what it was made from; --no-caption leaves it out",
  })
  .option("strict", { type: "boolean", default: false, describe: "refuse fields that an operation does not know" })
  .option("content-credentials", {
    type: "boolean",
    default: false,
    describe: "sign what is drawn (C2PA), with a test certificate that nobody trusts",
  })
  .option("tls", { type: "boolean", default: false, describe: "speak https, with a certificate made at the start" })
  .option("quiet", { type: "boolean", default: false, describe: "no line for each request" })
  .option("json", { type: "boolean", default: false, describe: "each request as a line of JSON" })
  .check((options) => {
    const isPort = Number.isInteger(options.port) && options.port >= 0 && options.port <= 65_535;
    if (!isPort) throw new Error("--port must be a whole number from 0 to 65535");
    if (!(options.credits >= 0)) throw new Error("--credits must be a number of at least 0");
    if (options.quiet && options.json) throw new Error("--quiet and --json exclude each other");
    return true;
  })
  .strict()
  .version(version)
  .help()
  .parseAsync();

function print(entry: JournalEntry): void {
  const { method, path, status, millis, credits: spent, made, retiredOn } = entry;
  if (json) {
    console.log(JSON.stringify({ method, path, status, millis, credits: spent, made, retiredOn }));
    return;
  }
  const details = [
    ...spent > 0 ? [`${spent} credits`] : [],
    ...made === null ? [] : [made],
    ...retiredOn === null ? [] : [`retired ${retiredOn}, --as-of any has it`],
  ];
  console.log([method, path, status ?? "no answer", `${millis ?? 0} ms`, ...details].join("  "));
}

try {
  const options = { port, asOf, startingCredits: credits, caption, strict, contentCredentials, tls };
  const emulator = await createEmulator({ ...options, ...!quiet && { onAnswer: print } });
  const { url, certificatePath } = emulator;
  // Where each line is JSON, the greeting is for people, beside it.
  const greet = json ? console.error : console.log;
  greet(`Stability AI's API, emulated as of ${asOf}, listens on ${url}`);
  if (certificatePath !== undefined) greet(`Clients must trust the authority in ${certificatePath}`);
  greet(`Any key that begins with ${keyPrefix} has ${credits} credits. Ctrl+C ends it.`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void emulator.close());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
