/** The workbench as a command: until it is interrupted. */
import { openBrowser } from "./open-browser.ts";
import { createWorkbench, type WorkbenchOptions } from "./server/workbench.ts";

export interface CommandContext {
  say: (line: string) => void;
  /** Ends it, and what is under way. */
  signal: AbortSignal;
}

/** Prints the address and opens it. */
export async function workbenchCommand(options: WorkbenchOptions, { say, signal }: CommandContext): Promise<void> {
  const workbench = await createWorkbench(options);
  say(`The workbench is at ${workbench.url}\nCtrl+C ends it.`);
  openBrowser(workbench.url);
  await new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => {
      resolve();
    });
    if (signal.aborted) resolve();
  });
  await workbench.close();
}
