/** What has to hold before a request that costs credits is sent. */
import { ConfigurationError } from "@pipedream/platform";
import { requireOutputFolder } from "../files/output-file.ts";
import type { Connection } from "../wire/connection.ts";

/** @throws ConfigurationError if the result could not be received in time, or not be saved */
export async function requireGoodUse({ endsAt }: Connection): Promise<void> {
  if (Date.now() >= endsAt) {
    throw new ConfigurationError("Nothing was sent: the step has no time left. Give it a longer timeout.");
  }
  await requireOutputFolder();
}
