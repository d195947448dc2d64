/** Asks before real credits are spent, once for each component. */
import type { VNode } from "preact";
import { Dialog } from "../shared/dialog.tsx";
import { report, serverNote } from "../shared/state.ts";
import { pending } from "./start.ts";

export function Agreement(): VNode | null {
  const waiting = pending.value;
  if (waiting === undefined) return null;
  const { name, price, start } = waiting;
  const server = serverNote.value?.name;
  const close = () => {
    pending.value = undefined;
  };
  return (
    <Dialog title="This spends credits" className="agreement" onClose={close}>
      <p>{`${name} runs on ${server === undefined || server === "" ? "its real host" : server}, and is paid for.`}</p>
      <p>{price === undefined ? "The component does not say what it costs." : `It says: ${price}.`}</p>
      <div class="actions">
        <button type="button" class="button" onClick={close}>Do not run</button>
        <button type="button" class="button primary" onClick={() => { start().catch(report); }}>Run it</button>
      </div>
    </Dialog>
  );
}
