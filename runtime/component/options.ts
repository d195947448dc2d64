/** The options that a form would offer for a prop. */
import type { Environment } from "./account.ts";
import { bindApp, bindComponent } from "./bind.ts";
import { isObject, type Component, type Json } from "./component.ts";
import { readForm } from "./form.ts";
import { propsOf } from "./prop.ts";
import { RuntimeError } from "./runtime-error.ts";

export interface Option {
  label: string;
  value: unknown;
}

const toOption = (option: unknown): Option => isObject(option) && "value" in option
  ? { label: String(option["label"] ?? option["value"]), value: option["value"] }
  : { label: String(option), value: option };

/** Options are a list, or an object that also has the context for the next page. */
function toOptions(answer: unknown): Option[] {
  const list = isObject(answer) ? answer["options"] : answer;
  return Array.isArray(list) ? list.map(toOption) : [];
}

export interface OptionsRequest {
  /** What the user has filled in so far. */
  values?: Json;
  /** From 0. */
  page?: number;
  environment?: Environment;
}

/** @throws RuntimeError if the component has no such prop, or the prop has no options */
export async function listOptions(component: Component, name: string, request: OptionsRequest = {}): Promise<Option[]> {
  const { page = 0, environment = process.env } = request;
  const props = propsOf(component);
  const prop = props.props.find((one) => one.name === name);
  if (prop === undefined) throw new RuntimeError(`${component.name} has no prop "${name}".`);
  const { definition: { options }, definedBy, optionInputs } = prop;
  if (typeof options !== "function") {
    if (options === undefined) throw new RuntimeError(`The prop "${name}" offers no options: any value can be given.`);
    return toOptions(options);
  }
  const { values } = readForm(props.props, request.values ?? {});
  const self = definedBy === undefined
    ? bindComponent(component, props, values, environment)
    : bindApp(definedBy, environment);
  const load = options as (this: Json, request: Json) => unknown;
  return toOptions(await load.call(self, { page, ...optionInputs(values) }));
}
