/** Starts what is filled in, if it can be started. */
import { signal } from "@preact/signals";
import { call } from "../shared/server.ts";
import { announce, serverNote } from "../shared/state.ts";
import { addressOf, go } from "../shell/route.ts";
import { readValues, type Draft } from "./draft.ts";

interface PendingRun {
  name: string;
  price: string | undefined;
  start: () => Promise<void>;
}

/** A run that spends real credits waits here until a person has said yes. */
export const pending = signal<PendingRun | undefined>(undefined);

/** Components whose runs were agreed to, until the page is loaded anew. */
const agreed = new Set<string>();

/** Where it is not known, or not yet, what the components speak to, it may be what costs money. */
function mustAsk({ component, form }: Draft): boolean {
  const spends = form.value?.component.marks.includes("spends") === true;
  return spends && serverNote.value?.kind !== "emulator" && !agreed.has(component);
}

export function focusField(name: string): void {
  requestAnimationFrame(() => {
    document.getElementById(`field-${name}`)?.focus();
  });
}

/** @returns the values, or nothing where something is wrong: that is marked then, and the first of it has the focus */
function checked(draft: Draft) {
  const { values, problems } = readValues(draft);
  draft.problems.value = problems;
  const [first] = Object.keys(problems);
  if (first === undefined) return values;
  const count = Object.keys(problems).length;
  announce(`It cannot start: ${count === 1 ? "one field is" : `${count} fields are`} not right.`);
  focusField(first);
  return undefined;
}

export async function startAction(draft: Draft): Promise<void> {
  const values = checked(draft);
  if (values === undefined) return;
  const start = async () => {
    agreed.add(draft.component);
    pending.value = undefined;
    const { run } = await call("startRun", { component: draft.component, values });
    go(addressOf.run(run));
  };
  if (!mustAsk(draft)) return start();
  const { component, price } = draft.form.value ?? {};
  pending.value = { name: component?.name ?? draft.component, price, start };
}

export interface SourceStart {
  intervalSeconds?: number;
  times?: number;
  event?: unknown;
}

export async function startSource(draft: Draft, how: SourceStart): Promise<void> {
  const values = checked(draft);
  if (values === undefined) return;
  const { run } = await call("startSource", { component: draft.component, values, ...how });
  go(addressOf.run(run));
}
