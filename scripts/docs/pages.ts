/** All pages that are made from the components and their operations, as texts by their paths. */
import { readFile } from "node:fs/promises";
import { fitImage } from "../../components/dreamstudio/operations/fit-image.ts";
import * as api from "../../components/dreamstudio/operations/index.ts";
import type { ParameterSet } from "../../components/dreamstudio/operations/operation.ts";
import { actionPage, type Example } from "./action-page.ts";
import { componentsIn, splitDescription, type Component } from "./components.ts";
import { page, table } from "./markdown.ts";
import { operationsPage } from "./operations-page.ts";
import { sourcePage } from "./source-page.ts";
import { troubleshootingPage } from "./troubleshooting-page.ts";

export const componentsFolder = "components/dreamstudio";

/** What examples gave and returned when they last ran, by the names of actions. */
export const examplesFile = "docs/examples/results.json";

const operations: readonly ParameterSet[] = [...Object.values(api), fitImage];

function operationOf({ folder }: Component): ParameterSet {
  const operation = operations.find(({ name }) => name === folder);
  if (operation === undefined) throw new Error(`no operation is called ${folder}`);
  return operation;
}

/** What a source cannot do without, as flags. */
const flagsOf: Readonly<Record<string, string>> = { "new-low-balance": " --threshold 2000" };

const firstSentence = (text: string): string => /^.*?[.:](?= |$)/.exec(text)?.[0].replace(/:$/, ".") ?? text;

const indexRows = (components: readonly Component[]) => components.map(({ folder, name, description }) =>
  [`[${name}](${folder}.md)`, firstSentence(splitDescription(description).words)]);

/** @throws Error for an action without an example */
export async function pages(): Promise<Map<string, string>> {
  const examples = JSON.parse(await readFile(examplesFile, "utf8")) as Record<string, Example>;
  const actions = await componentsIn(componentsFolder, "actions");
  const sources = await componentsIn(componentsFolder, "sources");
  const actionPages = actions.map((action) => {
    const example = examples[action.folder];
    if (example === undefined) throw new Error(`${action.folder} has no example: add it to scripts/docs/examples.ts`);
    return [`docs/actions/${action.folder}.md`, actionPage(action, operationOf(action), example)] as const;
  });
  const index = page(
    "# Actions and sources",
    "One page for each, made from the components by `npm run docs`.",
    "## Actions",
    table(["action", "what it does"], indexRows(actions)),
    "## Sources",
    table(["source", "what it does"], indexRows(sources)),
  );
  return new Map([
    ["docs/actions/README.md", index],
    ...actionPages,
    ...sources.map((source) =>
      [`docs/actions/${source.folder}.md`, sourcePage(source, flagsOf[source.folder] ?? "")] as const),
    ["docs/operations.md", operationsPage()],
    ["docs/troubleshooting.md", troubleshootingPage()],
  ]);
}
