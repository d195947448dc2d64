/** The page of one action, from its operation, its props and an example that ran. */
import type { Generation } from "../../components/dreamstudio/operations/generation.ts";
import type { Operation, ParameterSet } from "../../components/dreamstudio/operations/operation.ts";
import { counted } from "../../components/dreamstudio/operations/words.ts";
import { splitDescription, type Component } from "./components.ts";
import { curlOf } from "./curl.ts";
import { argument, code, fenced, page, table } from "./markdown.ts";
import { propsTable } from "./props-table.ts";

/** What an example gives. */
export type ExampleProps = Readonly<Record<string, string | number | boolean>>;

/** What an example gave, and what came of it. */
export interface Example {
  props: ExampleProps;
  /** What the action returned. */
  result: unknown;
  summary: string;
  /** Of its inputs and what it made, side by side. */
  picture?: string;
}

/** The emulator of `npm start` shows the API of today, unless it is asked for what is retired. */
const commandOf = ({ folder, name }: Component, props: ExampleProps): string =>
  [`npm start -- ${name.includes("retired") ? "--as-of any " : ""}${folder}`, ...Object.entries(props).map(([prop, value]) => `--${prop} ${argument(value)}`)].join(" ");

const isGeneration = (operation: ParameterSet): operation is Generation => "accept" in operation;
const isOperation = (operation: ParameterSet): operation is Operation => "paths" in operation;

function priceOf(operation: ParameterSet, props: ExampleProps): string {
  if (operation.credits === undefined) return "Free.";
  const price = operation.credits(props);
  if (price === undefined) return "No document says what it costs.";
  return `This example costs ${counted(price, "credit")} at Stability AI, and nothing in the emulator.`;
}

function refusals({ parameters }: ParameterSet): string | undefined {
  // What a choice takes stands in the table of props.
  const rows = Object.entries(parameters).filter(([, { kind }]) => kind !== "choice" && kind !== "switch")
    .flatMap(([name, { antiExamples }]) =>
      antiExamples.map(({ value, reason }) => [code(name), code(shortValue(value)), reason]));
  return rows.length === 0 ? undefined : table(["prop", "given", "why it is refused"], rows);
}

function shortValue(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 40)}… (${text.length} characters)`;
}

const stepName = ({ name }: Component): string => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_").replace(/_$/, "");

const requestOf = (operation: ParameterSet, { props }: Example): string | undefined => !isOperation(operation)
  ? undefined
  : fenced("sh", curlOf(operation, props, isGeneration(operation) ? operation.accept(props) : "application/json"));

export function actionPage(component: Component, operation: ParameterSet, example: Example): string {
  const { words, link } = splitDescription(component.description);
  const request = requestOf(operation, example);
  const limits = refusals(operation);
  return page(
    `# ${component.name}`,
    words,
    `Action ${code(component.key)}, version ${component.version}. ${priceOf(operation, example.props)}${
      link === undefined ? "" : ` [The API's own page](${link}).`}`,
    "## Example",
    fenced("sh", commandOf(component, example.props)),
    example.picture === undefined ? undefined : `![What goes in, and what comes out](${example.picture})`,
    `${example.summary}. It returns:`,
    fenced("json", JSON.stringify(example.result, null, 2)),
    `In a workflow, a later step has the result as \`{{steps.${stepName(component)}.$return_value}}\`.`,
    "## Props",
    propsTable(component),
    "## What can go wrong",
    limits === undefined ? undefined : "These and their like are refused before anything is sent, and cost nothing:",
    limits,
    "What the API answers, and what to do: [Troubleshooting](../troubleshooting.md).",
    request === undefined ? undefined : "## The same without the action",
    request,
  );
}
