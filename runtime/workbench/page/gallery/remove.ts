/** Deleting a run, and taking that back. */
import { call } from "../shared/server.ts";
import { addRun, announce, notice, report, runs } from "../shared/state.ts";
import { addressOf, go, route } from "../shell/route.ts";

async function restore(id: string): Promise<void> {
  const run = await call("restoreRun", { run: id });
  addRun(run);
  notice.value = undefined;
  announce("The run is back.");
}

async function remove(id: string): Promise<void> {
  await call("removeRun", { run: id });
  const removed = runs.value.find((run) => run.id === id);
  runs.value = runs.value.filter((run) => run.id !== id);
  const shown = route.value;
  if (shown.view === "run" && shown.id === id) go(removed === undefined ? "#/" : addressOf.component(removed.component.id));
  notice.value = {
    text: "The run is deleted.",
    action: { label: "Undo", run: () => { restore(id).catch(report); } },
  };
  announce("The run is deleted.");
}

export function removeWithUndo(id: string): void {
  remove(id).catch(report);
}
