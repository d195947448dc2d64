/** The props of a component as a table. */
import type { Component, Prop } from "./components.ts";
import { code, table } from "./markdown.ts";

function typeOf({ type, options }: Prop): string {
  if (typeof options === "function") return `${type}; the form lists what there is`;
  if (!Array.isArray(options)) return type;
  return `${type}: ${options.map((option: unknown) => code(typeof option === "string" ? option : JSON.stringify(option))).join(", ")}`;
}

const needOf = ({ optional, default: standard }: Prop): string => {
  if (optional !== true) return "required";
  return standard === undefined ? "optional" : `optional, ${code(typeof standard === "string" ? standard : JSON.stringify(standard))} if not given`;
};

export const propsTable = ({ props }: Component): string => props.length === 0
  ? "None besides the account."
  : table(["prop", "type", "", "what it is"], props.map(([name, prop]) =>
      [code(name), typeOf(prop), needOf(prop), `**${prop.label ?? name}.** ${prop.description ?? ""}`]));
