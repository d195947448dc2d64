/** `npx stability-emulator --port 4010 --as-of any` */
import yargs from "yargs";
import { hideBin } from "yargs/helpers";
import { keyPrefix, usualCredits } from "./state/accounts.ts";
import { createEmulator, factsVerifiedOn } from "./index.ts";

const { port, asOf, credits, caption, strict } = await yargs(hideBin(process.argv))
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
  .strict()
  .version(false)
  .parseAsync();

try {
  const emulator = await createEmulator({ port, asOf, startingCredits: credits, caption, strict });
  console.log(`Stability AI's API, emulated as of ${asOf}, listens on ${emulator.url}`);
  console.log(`Any key that begins with ${keyPrefix} has ${credits} credits. Ctrl+C ends it.`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void emulator.close());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
