/** Describes the components of a folder, together and quickly: one process looks at them all. */
import { tmpdir } from "node:os";
import type { Environment } from "../component/account.ts";
import type { RunError } from "../component/run-error.ts";
import { standardLimits } from "./limits.ts";
import type { CatalogEntry } from "./protocol.ts";
import { openWorker } from "./worker.ts";

const unexplained: RunError = {
  name: "Error",
  message: "The component ended its process while it was loaded.",
  kind: "component",
};

/** All are loaded into one process. */
const limits = { ...standardLimits, memoryMegabytes: 1024 };

/**
 * One that cannot be loaded hides none of the others, also where it ends the process or never ends.
 * @param paths of files
 */
export async function describeAll(
  paths: readonly string[],
  environment: Environment = process.env,
): Promise<CatalogEntry[]> {
  const entries: CatalogEntry[] = [];
  for (let rest = [...paths]; rest.length > 0; rest = paths.slice(entries.length)) {
    let broken = unexplained;
    const worker = openWorker(limits, environment);
    const folder = environment["STASH_DIR"] || tmpdir();
    await worker.run({ task: "catalog", path: "", paths: rest, props: {}, accounts: {}, folder }, {
      tell(report) {
        if (report.type === "entry") entries.push(report.entry);
        if (report.type === "error") broken = report.error;
      },
    }, true);
    worker.close();
    const path = paths[entries.length];
    if (path !== undefined) entries.push({ path, description: null, error: broken });
  }
  return entries;
}
