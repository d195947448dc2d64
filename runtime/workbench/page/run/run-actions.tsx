/** What can be done with a run that is over. */
import type { VNode } from "preact";
import type { Json, Run } from "../../protocol.ts";
import { draftOf, fill } from "../form/draft.ts";
import { startAction } from "../form/start.ts";
import { removeWithUndo } from "../gallery/remove.ts";
import { Icon } from "../shared/icons.tsx";
import { report } from "../shared/state.ts";

/** The first number that stands under the name `seed`, however deep. */
function seedIn(value: unknown): number | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  for (const [name, entry] of Object.entries(value) as [string, unknown][]) {
    const found = name === "seed" && typeof entry === "number" ? entry : seedIn(entry);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The prop that takes a seed, if the component has one. */
const takesSeed = ({ component: { id } }: Run) =>
  draftOf(id).form.value?.fields.some(({ name, type }) => name === "seed" && type === "integer") === true;

function runAgain(run: Run, values: Json): void {
  const draft = draftOf(run.component.id);
  fill(draft, values);
  startAction(draft).catch(report);
}

export function RunActions({ run }: { run: Run }): VNode | null {
  if (run.state === "running") return null;
  const seed = takesSeed(run) ? seedIn(run.returnValue) : undefined;
  const others = Object.fromEntries(Object.entries(run.values).filter(([name]) => name !== "seed"));
  return (
    <div class="actions">
      {seed !== undefined && (
        <button type="button" class="button" title={`Seed ${seed}`} onClick={() => { runAgain(run, { ...others, seed }); }}>
          <Icon name="again" />
          Again with this seed
        </button>
      )}
      {seed !== undefined && (
        <button type="button" class="button" onClick={() => { runAgain(run, others); }}>
          <Icon name="dice" />
          Again with another
        </button>
      )}
      <button type="button" class="button" onClick={() => { fill(draftOf(run.component.id), run.values); }}>
        <Icon name="undo" />
        Use its values
      </button>
      <button type="button" class="icon-button" aria-label="Delete this run" title="Delete" onClick={() => { removeWithUndo(run.id); }}>
        <Icon name="trash" />
      </button>
    </div>
  );
}
