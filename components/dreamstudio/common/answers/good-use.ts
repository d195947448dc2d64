/** What has to be so before anything is asked for that costs credits. */
import { ConfigurationError } from "@pipedream/platform";
import { hasTime } from "../wire/deadline.ts";
import { requireOutputFolder } from "../files/output-file.ts";
import type { Step } from "../pipedream/pipedream.ts";

/** @throws ConfigurationError if the result could not be received in time, or not be saved */
export async function requireGoodUse(step: Step | undefined): Promise<void> {
  if (!hasTime(step)) throw new ConfigurationError("Nothing was sent: the step has no time left. Give it a longer timeout.");
  await requireOutputFolder();
}
