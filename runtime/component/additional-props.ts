/** Props that depend on the values of others: what `additionalProps` of a component gives. */
import { isObject, type Component, type Json } from "./component.ts";
import { bindComponent, type Connection } from "./bind.ts";
import { readForm } from "./form.ts";
import { withPlatformValues } from "./platform-values.ts";
import { propsOf } from "./prop.ts";

/** A copy that a component may change: Pipedream's documentation changes `hidden` and `disabled` in it. */
const copyOf = (props: Readonly<Json>): Json => Object.fromEntries(
  Object.entries(props).map(([name, written]) => [name, isObject(written) ? { ...written } : written]),
);

/**
 * The component with all props that these values call for.
 * @param given values as they were typed; those of props that only now become known too
 * @throws what `additionalProps` throws
 */
export async function withAdditionalProps(
  component: Component,
  given: Readonly<Json>,
  connection: Connection,
): Promise<Component> {
  const { additionalProps, props: written = {} } = component;
  if (additionalProps === undefined) return component;
  const props = propsOf(component);
  const { values } = readForm(props.props, given);
  const self = bindComponent(component, props, withPlatformValues(props, { ...given, ...values }), connection);
  const additional = await additionalProps.call(self, copyOf(written));
  return isObject(additional) ? { ...component, props: { ...written, ...additional } } : component;
}
