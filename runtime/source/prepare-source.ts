/** Gets a source ready for one of the calls that Pipedream makes: a hook, or `run` with an event. */
import { withAdditionalProps } from "../component/additional-props.ts";
import { bindComponent, type Connection } from "../component/bind.ts";
import { titleOf, type Component, type Json } from "../component/component.ts";
import { readValues } from "../component/form.ts";
import { withPlatformValues } from "../component/platform-values.ts";
import { propsOf, type ComponentProps } from "../component/prop.ts";
import { RuntimeError } from "../component/runtime-error.ts";
import { secretsFor } from "../component/secrets.ts";
import type { SourceJob, Tell } from "../isolation/protocol.ts";
import { requireStrategy } from "./dedupe.ts";
import { createEmit } from "./emit.ts";
import { createServiceDb } from "./service-db.ts";

export interface SourcePlace {
  connection: Connection;
  /** The folder for files. */
  folder: string;
  /** Gives the time of events that have none. */
  now?: () => number;
}

/** Text, bytes or JSON, as it goes over the wire. */
function bodyOf(body: unknown): Json {
  if (body === undefined || body === null) return {};
  if (typeof body === "string") return { text: body };
  if (ArrayBuffer.isView(body)) return { base64: Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("base64") };
  return { text: JSON.stringify(body), type: "application/json" };
}

/** What each interface and service is to the component. */
function interfaceValues({ props }: ComponentProps, { timer, endpoint, db }: SourceJob, tell: Tell): Json {
  const store = createServiceDb(new Map(Object.entries(db)), (key, text) => {
    tell({ type: "db", key, text });
  });
  const respond = (response: Json = {}) => {
    const { status = 200, headers = {}, body } = response;
    tell({ type: "respond", response: { status, headers, ...bodyOf(body) } });
    return Promise.resolve();
  };
  const provide = ({ type, ...definition }: Json): unknown => {
    switch (type) {
      case "$.service.db": return store;
      case "$.interface.timer": return { type, ...timer };
      case "$.interface.http": return { ...definition, type, endpoint, respond };
      case "$.interface.apphook": return { ...definition, type, endpoint, respond };
      default: return undefined;
    }
  };
  return Object.fromEntries(props.map(({ name, definition }) => [name, provide(definition)] as const)
    .filter(([, value]) => value !== undefined));
}

/**
 * @returns what makes the call
 * @throws RuntimeError if it is no source, or values are missing or wrong; what `additionalProps` throws
 */
export async function prepareSource(
  written: Component,
  job: SourceJob,
  tell: Tell,
  { connection, folder, now = Date.now }: SourcePlace,
): Promise<() => unknown> {
  if (written.type === "action") throw new RuntimeError(`${written.key ?? titleOf(written)} is an action, not a source.`);
  tell({ type: "secrets", values: secretsFor(written, job.props, connection) });
  const component = await withAdditionalProps(written, job.props, connection);
  const props = propsOf(component);
  const values = readValues(component, props.props, job.props);
  tell({ type: "secrets", values: secretsFor(component, values, connection) });
  const $emit = createEmit(requireStrategy(component.dedupe), now, (event) => {
    tell({ type: "emit", event });
  });
  const filled = { ...withPlatformValues(props, values, folder), ...interfaceValues(props, job, tell), $emit };
  const self = bindComponent(component, props, filled, connection);
  return async () => {
    if (job.part === "run") await component.run?.call(self, job.event, {});
    else await component.hooks?.[job.part]?.call(self);
  };
}
