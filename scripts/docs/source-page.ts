/** The page of one source, from its props and its test event. */
import { splitDescription, type Component } from "./components.ts";
import { code, fenced, page } from "./markdown.ts";
import { propsTable } from "./props-table.ts";

export function sourcePage(component: Component, flags: string): string {
  const { words, link } = splitDescription(component.description);
  return page(
    `# ${component.name}`,
    words,
    `Source ${code(component.key)}, version ${component.version}. It reads, and costs nothing.${
      link === undefined ? "" : ` [The API's own page](${link}).`}`,
    "## Example",
    fenced("sh", `npm start -- source ${component.folder}${flags} --times 1`),
    "An event:",
    fenced("json", JSON.stringify(component.sampleEmit, null, 2)),
    "In a workflow, the steps have it as `{{steps.trigger.event}}`.",
    "## Props",
    propsTable(component),
    "## What can go wrong",
    "A look that fails changes nothing: the next one goes on from the last that succeeded. What the API answers, and what "
    + "to do: [Troubleshooting](../troubleshooting.md).",
  );
}
