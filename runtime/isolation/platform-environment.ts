/** The variables that Pipedream sets and components read. */
import { createHash } from "node:crypto";

/** The workflow that every action is a step of. */
export const localWorkflow = "p_local01";

/** The id of a deployed component: the same for the same file, so that it finds again what it made elsewhere. */
const componentId = (path: string) => `dc_${createHash("sha256").update(path).digest("hex").slice(0, 7)}`;

/**
 * @param path of the component's file, if it comes from one
 * @param folder where the files of the run are
 */
export const platformEnvironment = (path: string, folder: string): Record<string, string> => ({
  STASH_DIR: folder,
  PD_COMPONENT: componentId(path),
  PIPEDREAM_WORKFLOW_ID: localWorkflow,
});
