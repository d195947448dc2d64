/** What has to hold before a request that costs credits is sent. */
import { ConfigurationError } from "@pipedream/platform";
import { tmpdir } from "node:os";
import { expectedAnswer, leastAnswerMillis } from "../../operations/expected-answers.ts";
import { removeLeftovers } from "../files/leftovers.ts";
import { removeUnused, reserveFiles, type OutputFiles } from "../files/output-files.ts";
import { outputFolder } from "../files/output-folder.ts";
import type { Connection } from "../wire/connection.ts";
import { Pace } from "../wire/pace.ts";
import { inSeconds } from "../text.ts";

/** What is going to be asked for. */
export interface Order {
  /** The operation. */
  name: string;
  /** How many requests there are. */
  requests: number;
  /** How many files an answer brings. */
  files: number;
}

/** What is ready for the answers; the files that they do not use are removed in the end. */
export class GoodUse implements AsyncDisposable {
  readonly pace: Pace;
  readonly #outputs: readonly OutputFiles[];

  constructor(pace: Pace, outputs: readonly OutputFiles[]) {
    this.pace = pace;
    this.#outputs = outputs;
  }

  /** The files for the answer to the nth request. */
  outputsOf(index: number): OutputFiles {
    const outputs = this.#outputs[index];
    if (outputs === undefined) throw new RangeError(`nothing is reserved for request ${index}`);
    return outputs;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await removeUnused(this.#outputs);
  }
}

function requireTime({ endsAt }: Connection, neededMillis: number): void {
  const leftMillis = endsAt - Date.now();
  if (leftMillis >= neededMillis) return;
  throw new ConfigurationError(leftMillis <= 0
    ? "Nothing was sent: the step has no time left. Give it a longer timeout."
    : `Nothing was sent: the step has ${inSeconds(leftMillis)} s left, and an answer takes ${inSeconds(neededMillis)} s or `
      + "more. Give it a longer timeout.");
}

/** @throws ConfigurationError if the result could not be received in time, or not be saved */
export async function requireGoodUse(connection: Connection, { name, requests, files }: Order): Promise<GoodUse> {
  const pace = new Pace(leastAnswerMillis(name));
  requireTime(connection, pace.neededMillis);
  await removeLeftovers([outputFolder(), tmpdir()]);
  const outputs = await reserveFiles(name, requests, { files, mebibytes: expectedAnswer(name).mebibytes });
  return new GoodUse(pace, outputs);
}
