/** What can be done with a run that is over. */
import type { VNode } from "preact";
import type { Run } from "../../protocol.ts";
import { removeWithUndo } from "../gallery/remove.ts";
import { Icon } from "../shared/icons.tsx";

export function RunActions({ run }: { run: Run }): VNode | null {
  if (run.state === "running") return null;
  return (
    <div class="actions">
      <button type="button" class="icon-button" aria-label="Delete this run" onClick={() => { removeWithUndo(run.id); }}>
        <Icon name="trash" />
      </button>
    </div>
  );
}
