/** From the props of a component to the fields of its form. */
import type { PropDescription } from "../../component/describe.ts";
import type { Field } from "../protocol.ts";
import { roleOf } from "./marks.ts";

/** What a person sees: the values that he or she gives, and what the component says in between. */
export const isShown = ({ type, isForUser, hidden }: PropDescription): boolean => !hidden && (isForUser || type === "alert");

export function toField(prop: PropDescription, props: readonly PropDescription[]): Field {
  const { name, type, label, description = "", isRequired, secret, disabled, min, max, options } = prop;
  const { hasAsyncOptions, dependsOn, useQuery, reloadProps, alertType = "info", content = "" } = prop;
  const role = roleOf(prop, props);
  return {
    name,
    type,
    label,
    description,
    isOptional: !isRequired,
    isSecret: secret,
    isDisabled: disabled,
    ...prop.default !== undefined && { default: prop.default },
    ...min !== undefined && { min },
    ...max !== undefined && { max },
    ...options !== undefined && { options },
    hasAsyncOptions,
    takesQuery: useQuery,
    dependsOn,
    reloadsProps: reloadProps,
    ...type === "alert" && { alert: { kind: alertType, content } },
    ...role !== undefined && { role },
  };
}
