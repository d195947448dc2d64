/** All operations of the API, of all versions: which action does it, what it costs, and whether it is served. */
import { apiVersions, type ApiVersion } from "../../components/dreamstudio/operations/api-version.ts";
import type { Operation } from "../../components/dreamstudio/operations/operation.ts";
import { creditsPerDrawing, priceSources } from "../../components/dreamstudio/operations/prices.ts";
import { addresses, type Address } from "../operations/addresses.ts";
import { page, table } from "./markdown.ts";
import { servedInWords } from "./served.ts";

/** What an operation costs in a version; option by option, where a choice of the user decides it. */
function priceInWords(operation: Operation, apiVersion: ApiVersion): string {
  const { parameters } = operation;
  if (operation.credits === undefined) return "free";
  if (apiVersions[apiVersion].switchedOffOn !== undefined) return "in no document";
  if ("samples" in parameters) return `${creditsPerDrawing(30)} up to 30 steps, above in proportion`;
  for (const name of ["model", "mode"]) {
    const parameter = parameters[name];
    if (parameter?.kind !== "choice") continue;
    const prices = parameter.options.map((option) => operation.credits?.({ apiVersion, [name]: option }));
    if (new Set(prices).size === 1) continue;
    return parameter.options.map((option, index) => `${option} ${prices[index] ?? "?"}`).join(", ");
  }
  return String(operation.credits({ apiVersion }) ?? "in no document");
}

/** What each of the operations at one place costs. */
function pricesInWords(here: readonly Address[]): string {
  const names = [...new Set(here.map(({ operation }) => operation.name))];
  return names.map((name) => {
    const own = here.filter(({ operation }) => operation.name === name);
    const prices = new Set(own.map(({ operation, option, version }) =>
      [...option === undefined ? [] : [option], priceInWords(operation, version)].join(" ")));
    return `${names.length > 1 ? `${name}: ` : ""}${[...prices].join(", ")}`;
  }).join("; ");
}

/** One row for each method and path, whichever operations share it, from today's version to the oldest. */
function operationRows(): string[][] {
  const placeOf = ({ operation, path }: Address) => `\`${operation.method} ${path}\``;
  return [...new Set(addresses.map(placeOf))].map((place) => {
    const here = addresses.filter((one) => placeOf(one) === place);
    const names = new Set(here.map(({ operation }) => operation.name));
    const words = here.slice(0, 1).map(({ version, path }) => servedInWords(version, path));
    const actions = [...names].map((name) => `[${name}](actions/${name}.md)`);
    return [place, actions.join(", "), pricesInWords(here), ...words];
  });
}

const { list, document } = priceSources;

export const operationsPage = (): string => page(
  "# All operations",
  "Every operation that the API has had over REST, what it costs in credits (a credit is a US cent), and whether Stability AI "
  + "still serves it. What api.stability.ai serves no more, gateways and servers of one's own may: there the actions work, and "
  + "in the emulator. Where an action has several versions, `apiVersion` chooses.",
  `Prices of v2beta are those in force since ${list.inForceSince}, read on ${list.readOn}; those of v2alpha, videos and v1 `
  + `come from the document of ${document.readOn}; a price that grows with the steps is that of the usual number.`,
  table(["operation", "action", "credits", "on api.stability.ai"], operationRows()),
);
