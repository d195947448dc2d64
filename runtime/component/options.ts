/** The options that a form would offer for a prop. */
import { withAdditionalProps } from "./additional-props.ts";
import { bindApp, bindComponent, propOfApp, type Connection } from "./bind.ts";
import { isObject, titleOf, type Component, type Json } from "./component.ts";
import { readForm } from "./form.ts";
import { jsonOf } from "./json.ts";
import { withPlatformValues } from "./platform-values.ts";
import { propsOf, type Prop } from "./prop.ts";
import { RuntimeError } from "./runtime-error.ts";

export interface Option {
  label: string;
  value: unknown;
}

export interface OptionsPage {
  options: Option[];
  /** What to give as `prevContext` to get the next page, if the component says something. */
  context?: unknown;
}

export interface OptionsRequest {
  /** From 0. */
  page?: number;
  /** The context that came with the page before; `{}` for the first. */
  prevContext?: unknown;
  /** What a person types to search. */
  query?: string;
}

const textOf = (value: unknown) => typeof value === "string" ? value : jsonOf(value);

const toOption = (option: unknown): Option => isObject(option) && "value" in option
  ? { label: textOf(option["label"] ?? option["value"]), value: option["value"] }
  : { label: textOf(option), value: option };

/** Options are a list, or an object that also has the context for the next page. */
export function toPage(answer: unknown): OptionsPage {
  const list = isObject(answer) ? answer["options"] : answer;
  return {
    options: Array.isArray(list) ? list.filter((it) => it !== undefined && it !== null).map(toOption) : [],
    ...isObject(answer) && answer["context"] !== undefined && { context: answer["context"] },
  };
}

function requireProp(component: Component, props: readonly Prop[], name: string): Prop {
  const prop = props.find((one) => one.name === name);
  if (prop !== undefined) return prop;
  throw new RuntimeError(`${titleOf(component)} has no prop "${name}".`);
}

/**
 * @param given what the user has filled in so far
 * @throws RuntimeError if the component has no such prop, or the prop has no options; what the component throws
 */
export async function optionsOf(
  written: Component,
  name: string,
  given: Readonly<Json>,
  { page = 0, prevContext = {}, query = "" }: OptionsRequest,
  connection: Connection,
): Promise<OptionsPage> {
  const isStatic = propsOf(written).props.some((prop) => prop.name === name);
  const component = isStatic ? written : await withAdditionalProps(written, given, connection);
  const props = propsOf(component);
  const { definition: { options }, definedBy, optionInputs } = requireProp(component, props.props, name);
  if (typeof options !== "function") {
    if (options === undefined) throw new RuntimeError(`The prop "${name}" offers no options: any value can be given.`);
    return page > 0 ? { options: [] } : toPage(options);
  }
  const { values } = readForm(props.props, given);
  const known = withPlatformValues(props, { ...given, ...values });
  const self = definedBy === undefined
    ? bindComponent(component, props, known, connection)
    : bindApp(definedBy, propOfApp(props, definedBy), connection);
  const load = options as (this: Json, request: Json) => unknown;
  return toPage(await load.call(self, { page, prevContext, query, ...optionInputs(known) }));
}
