/** All that a run knows and nobody may read. */
import { accountFor } from "./account.ts";
import type { Connection } from "./bind.ts";
import { isObject, type Component, type Json } from "./component.ts";
import { propsOf } from "./prop.ts";
import { secretsOf } from "./redact.ts";

const textsIn = (value: unknown): string[] => typeof value === "string" ? [value]
  : Array.isArray(value) ? value.flatMap(textsIn)
    : isObject(value) ? Object.values(value).flatMap(textsIn) : [];

/** The secrets of the accounts that a component uses, and the values of its secret props. */
export function secretsFor(
  component: Component,
  values: Readonly<Json>,
  { accounts, environment }: Connection,
): string[] {
  const { apps, props } = propsOf(component);
  const used = [
    ...[...apps].map(([prop, { app }]) => ({ prop, app })),
    ...props.flatMap(({ name, definition: { app } }) => typeof app === "string" ? [{ prop: name, app }] : []),
  ];
  const secretProps = props.filter(({ definition }) => definition["secret"] === true);
  return [
    ...used.flatMap(({ prop, app }) => secretsOf({ ...accountFor(app, prop, accounts, environment) })),
    ...Object.values(accounts).flatMap((account) => secretsOf(account)),
    ...secretProps.flatMap(({ name }) => textsIn(values[name])),
  ];
}
