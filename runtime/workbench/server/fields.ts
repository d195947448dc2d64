/** From the props of a component to the fields of its form. */
import { isObject, type Json } from "../../component/component.ts";
import type { Prop } from "../../component/prop.ts";
import type { Field, Option } from "../protocol.ts";
import { roleOf } from "./marks.ts";

/** Types that a person sees. */
const shownTypes = /^(string|integer|boolean|object|any|sql|data_store|http_request|alert)(\[\])?$/;

export const isShown = ({ definition: { type, hidden } }: Prop): boolean => shownTypes.test(type) && hidden !== true;

const toOption = (option: unknown): Option => isObject(option) && "value" in option
  ? { label: String(option["label"] ?? option["value"]), value: option["value"] }
  : { label: String(option), value: option };

/** The values that a prop's inputs are made of: those that its function reads. */
function dependenciesOf({ optionInputs }: Prop): string[] {
  const read = new Set<string>();
  const values = new Proxy<Json>({}, {
    get: (_values, name) => {
      if (typeof name === "string") read.add(name);
      return undefined;
    },
  });
  try {
    optionInputs(values);
  } catch {
    // It reads inside of a value that is not there yet; what it read until then is known.
  }
  return [...read];
}

function alertOf({ type, alertType, content }: Json): Pick<Field, "alert"> {
  if (type !== "alert") return {};
  const kind = typeof alertType === "string" ? alertType : "info";
  return { alert: { kind, content: typeof content === "string" ? content : "" } };
}

export function toField(prop: Prop, props: readonly Prop[]): Field {
  const { name, definition } = prop;
  const { type, label = name, description = "", optional, options, min, max } = definition;
  const role = roleOf(prop, props);
  const hasAsyncOptions = typeof options === "function";
  return {
    name,
    type,
    label,
    description,
    isOptional: optional === true,
    isSecret: definition["secret"] === true,
    isDisabled: definition["disabled"] === true,
    ...definition.default !== undefined && { default: definition.default },
    ...typeof min === "number" && { min },
    ...typeof max === "number" && { max },
    ...Array.isArray(options) && { options: options.map(toOption) },
    hasAsyncOptions,
    takesQuery: definition["useQuery"] === true,
    dependsOn: hasAsyncOptions ? dependenciesOf(prop) : [],
    reloadsProps: definition["reloadProps"] === true,
    ...alertOf(definition),
    ...role !== undefined && { role },
  };
}
