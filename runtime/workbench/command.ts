/** `pipedream-local workbench [folder]`: until Ctrl+C. */
import { createWorkbench, type WorkbenchOptions } from "./server/workbench.ts";

/** @returns when the signal comes and everything under way has ended */
export async function workbenchCommand(
  options: WorkbenchOptions,
  { say, signal }: { say: (line: string) => void; signal: AbortSignal },
): Promise<void> {
  const workbench = await createWorkbench(options);
  say(`The workbench is at ${workbench.url}\nCtrl+C ends it.`);
  await new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => {
      resolve();
    });
    if (signal.aborted) resolve();
  });
  await workbench.close();
}
