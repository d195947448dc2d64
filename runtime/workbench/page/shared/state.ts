/** What the page knows, in signals: whoever shows one is drawn anew when it changes. */
import { computed, signal } from "@preact/signals";
import type { ComponentSummary, Run, RunSummary, ServerEvent, ServerNote } from "../../protocol.ts";
import { withEvent } from "../../happening.ts";
import { call, listen, messageOf } from "./server.ts";

export const components = signal<readonly ComponentSummary[] | undefined>(undefined);
export const runs = signal<readonly RunSummary[]>([]);
/** Runs that were looked at or are under way, whole. */
export const wholeRuns = signal<ReadonlyMap<string, Run>>(new Map());
export const serverNote = signal<ServerNote | undefined>(undefined);
export const isConnected = signal(true);
/** What the last run that failed said about the fields of its form. */
export const problemsOfRun = signal<{ component: string; problems: Record<string, string> } | undefined>(undefined);
/** How often somebody came back to the page. */
export const visits = signal(0);
/** What a screen reader is to say next. */
export const announcement = signal("");
/** A line at the foot of the page, with one thing that can be done about it. */
export const notice = signal<{ text: string; action?: { label: string; run: () => void } } | undefined>(undefined);

export const runningCount = computed(() => runs.value.filter(({ state }) => state === "running").length);

export function announce(text: string): void {
  announcement.value = text;
}

/** Shows what went wrong; for promises that nobody waits for. */
export function report(error: unknown): void {
  notice.value = { text: messageOf(error) };
}

/** Puts a run where it belongs by its time, in the place of what was known of it. */
export function addRun(run: RunSummary): void {
  const others = runs.value.filter(({ id }) => id !== run.id);
  runs.value = [run, ...others].sort((one, other) => other.startedAt - one.startedAt);
}

function keepWhole(run: Run): void {
  wholeRuns.value = new Map(wholeRuns.value).set(run.id, run);
}

function keepRun(run: Run): void {
  keepWhole(run);
  addRun(run);
}

const endings = {
  succeeded: "succeeded",
  failed: "failed",
  cancelled: "was cancelled",
  interrupted: "was interrupted",
} as const;

function announceRun({ component: { name }, state, summary, error }: Run): void {
  if (state === "running") announce(`${name} is running.`);
  else announce(`${name} ${endings[state]}. ${summary ?? error?.message ?? ""}`);
}

function tellProblems({ component, error }: Run): void {
  if (error !== undefined) problemsOfRun.value = { component: component.id, problems: error.problems };
}

function take(event: ServerEvent): void {
  switch (event.kind) {
    case "run":
      keepRun(event.run);
      announceRun(event.run);
      tellProblems(event.run);
      if (event.run.state !== "running") void refreshServer();
      return;
    case "live": {
      const run = wholeRuns.value.get(event.run);
      if (run !== undefined) keepWhole(withEvent(run, event.event));
      return;
    }
  }
}

async function refreshServer(): Promise<void> {
  serverNote.value = await call("describeServer", {});
}

async function refreshComponents(): Promise<void> {
  components.value = await call("listComponents", {});
}

async function refreshRuns(): Promise<void> {
  runs.value = await call("listRuns", {});
}

/** Reads everything once, and from then on hears what changes. */
export function connect(): void {
  listen(take, (isThere) => {
    // What happened while the connection was broken is read anew.
    if (isThere && !isConnected.value) void refreshRuns().catch(report);
    isConnected.value = isThere;
  });
  for (const refresh of [refreshComponents, refreshRuns, refreshServer]) refresh().catch(report);
  // Whoever comes back may have changed a component meanwhile.
  window.addEventListener("focus", () => {
    visits.value += 1;
    refreshComponents().catch(report);
  });
}

/** A run with all that is known of it, read when it is first asked for. */
export async function loadRun(id: string): Promise<void> {
  if (wholeRuns.value.has(id)) return;
  keepWhole(await call("getRun", { run: id }));
}
