/** `$.context`: what a step is told of the workflow that it runs in. */
import { randomUUID } from "node:crypto";
import type { Json } from "../component/component.ts";
import { localWorkflow } from "../isolation/platform-environment.ts";
import type { ActionJob } from "../isolation/protocol.ts";

/** Ids as Pipedream forms them: a letter or two, and seven characters. */
const localId = (prefix: string) => `${prefix}_local01`;

/** Everything that Pipedream documents for `steps.trigger.context`, and what only a step has. */
export function contextOf({ deadline, run, context }: ActionJob): Json {
  return {
    id: randomUUID(),
    ts: new Date().toISOString(),
    pipeline_id: null,
    workflow_id: localWorkflow,
    workflow_name: "Local workflow",
    deployment_id: localId("d"),
    source_type: "COMPONENT",
    verified: false,
    hops: null,
    test: true,
    replay: false,
    owner_id: localId("o"),
    platform_version: "local",
    project_id: localId("proj"),
    emitter_id: localId("dc"),
    external_user_id: null,
    external_user_environment: null,
    trace_id: randomUUID(),
    attempt: 1,
    resume: null,
    deadline,
    JIT: true,
    ...context,
    run: { ...run },
  };
}
