/** Gets an action ready to run as a step of a workflow would run it. */
import { withAdditionalProps } from "../component/additional-props.ts";
import { bindComponent, type Connection } from "../component/bind.ts";
import { isObject, titleOf, type Component } from "../component/component.ts";
import { workOut } from "../component/expressions.ts";
import { readValues } from "../component/form.ts";
import { toJsonText } from "../component/json.ts";
import { withPlatformValues } from "../component/platform-values.ts";
import { propsOf } from "../component/prop.ts";
import { RuntimeError } from "../component/runtime-error.ts";
import { secretsFor } from "../component/secrets.ts";
import type { ActionJob, Tell } from "../isolation/protocol.ts";
import { createStep } from "./step.ts";

export interface ActionPlace {
  connection: Connection;
  /** The folder for files. */
  folder: string;
}

const nothing = () => undefined;

/**
 * @returns what runs it, and gives its return value as JSON
 * @throws RuntimeError if it is no action, or values are missing or wrong; what `additionalProps` throws
 */
export async function prepareAction(
  written: Component,
  job: ActionJob,
  tell: Tell,
  { connection, folder }: ActionPlace,
): Promise<() => Promise<unknown>> {
  if (written.type === "source") throw new RuntimeError(`${written.key ?? titleOf(written)} is a source, not an action.`);
  const { steps, event } = job;
  const given = workOut(job.props, { steps, event });
  if (!isObject(given)) throw new RuntimeError("The values of the props are no object.");
  tell({ type: "secrets", values: secretsFor(written, given, connection) });
  const component = await withAdditionalProps(written, given, connection);
  const props = propsOf(component);
  const values = readValues(component, props.props, given, job.props);
  tell({ type: "secrets", values: secretsFor(component, values, connection) });
  const self = bindComponent(component, props, withPlatformValues(props, values, folder), connection);
  const $ = createStep(job, tell);
  const trigger = { event, context: $["context"], ...isObject(steps["trigger"]) ? steps["trigger"] : {} };
  return async () => {
    const value = await (component.run ?? nothing).call(self, { $, steps: { ...steps, trigger } });
    const text = toJsonText(value, "The return value");
    return text === undefined ? undefined : JSON.parse(text) as unknown;
  };
}
