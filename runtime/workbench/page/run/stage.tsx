/** Where a run is looked at: while it is under way, and its result. */
import { useEffect, useRef } from "preact/hooks";
import type { VNode } from "preact";
import type { Run } from "../../protocol.ts";
import { draftOf } from "../form/draft.ts";
import { Result } from "../result/result.tsx";
import { millisInWords, timeInWords } from "../shared/format.ts";
import { report, loadRun, wholeRuns } from "../shared/state.ts";
import { route } from "../shell/route.ts";
import { Endpoint } from "./endpoint.tsx";
import { Details } from "./details.tsx";
import { Failure } from "./failure.tsx";
import { Progress } from "./progress.tsx";
import { RunActions } from "./run-actions.tsx";

/** How long it took, how much memory, and what Pipedream would bill. */
function Usage({ run: { startedAt, endedAt, memoryMegabytes, credits, component } }: { run: Run }): VNode {
  return (
    <>
      {endedAt !== undefined && component.type === "action" && <span>{millisInWords(endedAt - startedAt)}</span>}
      {memoryMegabytes !== undefined && <span>{`at most ${Math.round(memoryMegabytes)} MB`}</span>}
      {credits !== undefined && component.type === "action" && (
        <span>{`${credits} Pipedream ${credits === 1 ? "credit" : "credits"}`}</span>
      )}
    </>
  );
}

function Head({ run }: { run: Run }): VNode {
  const { component: { name }, state, startedAt, summary } = run;
  return (
    <header class="stage-head">
      <div>
        <h2 tabIndex={-1}>{summary ?? name}</h2>
        <p class="facts">
          <span class={`state ${state}`}>{state}</span>
          <span>{name}</span>
          <time dateTime={new Date(startedAt).toISOString()}>{timeInWords(startedAt)}</time>
          <Usage run={run} />
        </p>
      </div>
      <RunActions run={run} />
    </header>
  );
}

export function Stage({ id }: { id: string | undefined }): VNode {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (id !== undefined) loadRun(id).catch(report);
  }, [id]);
  const run = id === undefined ? undefined : wholeRuns.value.get(id);
  const isBelowForm = run !== undefined && draftOf(run.component.id).form.value !== undefined;
  const isLookedAt = isBelowForm && route.value.view === "run";
  const hasEnded = run !== undefined && run.state !== "running";
  useEffect(() => {
    // On a narrow page it stands below the form, which may have grown or shrunk when the run ends.
    if (isLookedAt) section.current?.scrollIntoView();
  }, [id, isLookedAt, hasEnded]);
  if (run === undefined) {
    return (
      <section ref={section} class="stage empty-stage" aria-label="Result">
        <p>{id === undefined ? "Fill in the form and run it. The result is shown here." : "Reading the run …"}</p>
      </section>
    );
  }
  return (
    <section ref={section} class="stage" aria-label="Result" data-run={run.id} data-state={run.state}>
      <Head run={run} />
      {run.state === "running" && <Progress run={run} />}
      {run.endpoint !== undefined && run.state === "running" && <Endpoint address={run.endpoint} />}
      {run.warnings.map((warning) => <p key={warning} class="alert warning">{warning}</p>)}
      {run.error !== undefined && <Failure error={run.error} />}
      <Result key={run.id} run={run} />
      <Details run={run} />
    </section>
  );
}
