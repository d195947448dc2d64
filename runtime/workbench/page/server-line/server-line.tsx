/** What the components speak to, always in view. */
import type { VNode } from "preact";
import { isConnected, serverNote } from "../shared/state.ts";

export function ServerLine(): VNode | null {
  const note = serverNote.value;
  if (!isConnected.value) return <p class="server-line lost" role="status">The workbench does not answer.</p>;
  if (note === undefined || note.kind === "none") return null;
  const { kind, name, detail } = note;
  return (
    <p class={`server-line ${kind}`}>
      <span class="dot" aria-hidden="true" />
      <span>{name}</span>
      {detail !== undefined && <span class="detail">{detail}</span>}
    </p>
  );
}
