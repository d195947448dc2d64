/** What an agent is told of the props of an action: a JSON Schema. */
import type { ComponentDescription, PropDescription } from "../component/describe.ts";
import type { Json } from "../component/component.ts";
import { elementOf } from "../component/prop-types.ts";

/** So many allowed values are written down; of more the first are examples. */
const mostValues = 100;

const jsonTypes: Readonly<Record<string, string>> = { string: "string", integer: "integer", boolean: "boolean", object: "object" };

function elementSchema({ type, min, max, options = [], withLabel }: PropDescription): Json {
  const element = elementOf(type);
  const jsonType = jsonTypes[element];
  const values = options.map(({ value }) => value);
  return {
    ...jsonType !== undefined && { type: jsonType },
    ...element === "integer" && min !== undefined && { minimum: min },
    ...element === "integer" && max !== undefined && { maximum: max },
    // A prop without a list of its own takes other values too; with labels the value alone is given.
    ...values.length > 0 && values.length <= mostValues && !withLabel && { enum: values },
    ...values.length > mostValues && { examples: values.slice(0, 10) },
  };
}

function wordsOf({ label, description, hasAsyncOptions, format, secret }: PropDescription): string {
  return [
    description ?? label,
    ...hasAsyncOptions ? ["Its values depend on the account: if you do not know one, ask the user, or use an action that lists them."] : [],
    ...format === "file-ref" ? ["The address of a file, or the path of a file on this machine."] : [],
    ...secret ? ["A secret: do not make one up."] : [],
  ].join(" ");
}

function propSchema(prop: PropDescription): Json {
  const element = elementSchema(prop);
  return {
    title: prop.label,
    description: wordsOf(prop),
    ...prop.isList ? { type: "array", items: element } : element,
    ...prop.default !== undefined && !prop.secret && { default: prop.default },
  };
}

/** The schema of what an action takes. An action with more props than are known takes others too. */
export function inputSchema({ props, hasAdditionalProps }: ComponentDescription) {
  const shown = props.filter(({ isForUser, hidden, disabled }) => isForUser && !hidden && !disabled);
  return {
    type: "object" as const,
    properties: Object.fromEntries(shown.map((prop) => [prop.name, propSchema(prop)])),
    required: shown.filter(({ isRequired }) => isRequired).map(({ name }) => name),
    additionalProperties: hasAdditionalProps,
  };
}

/** The schema of what a tool returns, as `structuredContent`. */
export const outputSchema = {
  type: "object" as const,
  properties: {
    ok: { type: "boolean", description: "Whether the action succeeded." },
    returnValue: { description: "What the action returned." },
    exports: { type: "object", description: "What it exported; $summary says in a sentence what happened." },
    files: { type: "array", items: { type: "string" }, description: "The paths of the files that it made." },
    error: { type: ["object", "null"], description: "Why it failed: name and message." },
  },
  required: ["ok", "returnValue", "exports", "files", "error"],
};
