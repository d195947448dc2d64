/** A source as it stands on the platform: bound to its values and its memory. */
import type { Environment } from "../component/account.ts";
import { bindComponent } from "../component/bind.ts";
import type { Component, Json } from "../component/component.ts";
import { dedupe, requireStrategy } from "./dedupe.ts";
import type { Deployment } from "./deployment-file.ts";
import { createEmitter } from "./emit.ts";
import type { EmittedEvent } from "./event.ts";
import { filesFolder } from "../action/files.ts";
import { readValues } from "../component/form.ts";
import { namesOfType, propsOf } from "../component/prop.ts";
import { createServiceDb } from "./service-db.ts";

export interface SourceBinding {
  values: Json;
  environment: Environment;
  intervalSeconds: number;
  /** What it remembers from before. */
  remembered?: Deployment | undefined;
  now: () => number;
  onEvent: (event: EmittedEvent) => void;
}

export type HookName = "deploy" | "activate" | "deactivate";

export interface DeployedSource {
  /** Calls the hook, if the source has it. What it emits until it ends, well or not, is handed on. */
  callHook: (name: HookName) => Promise<void>;
  /** Calls `run` as the timer does, with a time in epoch milliseconds. What it emits until it ends is handed on. */
  poll: (now: number) => Promise<void>;
  /** All that has to be remembered. */
  memory: () => Deployment;
}

/** @throws RuntimeError if values are missing or wrong, or the source is one that Pipedream would not take */
export function bindSource(component: Component, binding: SourceBinding): DeployedSource {
  const { values, environment, intervalSeconds, remembered, now, onEvent } = binding;
  const props = propsOf(component);
  const strategy = requireStrategy(component.dedupe);
  const { db, content } = createServiceDb(remembered?.db);
  const { $emit, take } = createEmitter(strategy, now);
  let seen = remembered?.seen ?? [];

  const filled = readValues(component, props.props, values);
  const provide = (type: string, value: unknown) => {
    for (const name of namesOfType(props, type)) filled[name] = value;
  };
  provide("dir", filesFolder(environment));
  provide("$.service.db", db);
  provide("$.interface.timer", { type: "$.interface.timer", intervalSeconds });
  filled["$emit"] = $emit;
  const self = bindComponent(component, props, filled, environment);

  async function invoke(part: () => unknown) {
    try {
      await part();
    } finally {
      const deduped = dedupe(strategy, take(), seen);
      ({ seen } = deduped);
      deduped.fresh.forEach(onEvent);
    }
  }
  return {
    callHook: (name) => invoke(() => component.hooks?.[name]?.call(self)),
    poll: (at) => invoke(() => component.run.call(self, {
      timestamp: Math.floor(at / 1000),
      interval_seconds: intervalSeconds,
    })),
    memory: () => ({ key: component.key, db: content(), seen }),
  };
}
