/** README's tables, made from the operations and from the components as built. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { apiVersions, type ApiVersion } from "../../components/dreamstudio/operations/api-version.ts";
import * as api from "../../components/dreamstudio/operations/index.ts";
import type { Generation } from "../../components/dreamstudio/operations/generation.ts";
import type { Operation } from "../../components/dreamstudio/operations/operation.ts";
import { creditsPerDrawing } from "../../components/dreamstudio/operations/prices.ts";
import { generationResults } from "../../components/dreamstudio/operations/v2/generation-result.ts";
import { servedInWords } from "./served.ts";

const folder = "components/dreamstudio";

interface Described {
  name: string;
  link: string;
  /** Its description without the link to the documentation, sentence by sentence. */
  sentences: string[];
}

/** The actions or the sources, by name; those of older APIs last. */
async function described(kind: "actions" | "sources"): Promise<Described[]> {
  const names = (await readdir(join(folder, kind))).filter((name) => name !== "common").sort();
  const all = await Promise.all(names.map(async (name) => {
    const url = pathToFileURL(join(process.cwd(), folder, kind, name, `${name}.mjs`)).href;
    const { default: { description } } = await import(url) as { default: { description: string } };
    const sentences = description.replace(/ \[See [^]*$/, "").split(/(?<=\.) (?=[A-Z])/);
    return { name, link: `[${name}](${folder}/${kind}/${name}/${name}.ts)`, sentences };
  }));
  const isLegacy = ({ sentences: [first = ""] }: Described) => first.startsWith("Legacy");
  return [...all.filter((one) => !isLegacy(one)), ...all.filter(isLegacy)];
}

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

interface Form {
  operation: Operation;
  /** The option that chooses it, where an operation has a form for each. */
  option?: string;
}

function formsOf(set: object): Form[] {
  if (!("paths" in set)) return [];
  const operation = set as Generation;
  return operation.forms === undefined
    ? [{ operation }]
    : Object.entries(operation.forms.each).map(([option, form]) => ({ operation: form, option }));
}

interface Served extends Form {
  version: ApiVersion;
  path: string;
}

const served: readonly Served[] = (Object.keys(apiVersions) as ApiVersion[]).flatMap((version) =>
  [...Object.values<object>(api), ...Object.values(generationResults)].flatMap(formsOf).flatMap((form) => {
    const path = form.operation.paths[version];
    return path === undefined ? [] : [{ ...form, version, path }];
  }));

/** What each of the operations at one place costs. */
function pricesInWords(here: readonly Served[]): string {
  const names = [...new Set(here.map(({ operation }) => operation.name))];
  return names.map((name) => {
    const prices = here.filter(({ operation }) => operation.name === name).map(({ operation, option, version }) =>
      [...option === undefined ? [] : [option], priceInWords(operation, version)].join(" "));
    return `${names.length > 1 ? `${name}: ` : ""}${prices.join(", ")}`;
  }).join("; ");
}

/** One row for each method and path, whichever operations share it, from today's version to the oldest. */
function operationRows(): string[][] {
  const placeOf = ({ operation, path }: Served) => `\`${operation.method} ${path}\``;
  return [...new Set(served.map(placeOf))].map((place) => {
    const here = served.filter((one) => placeOf(one) === place);
    const names = new Set(here.map(({ operation }) => operation.name));
    const words = here.slice(0, 1).map(({ version, path }) => servedInWords(version, path));
    return [place, [...names].join(", "), pricesInWords(here), ...words];
  });
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const tables: Readonly<Record<string, () => Promise<string>>> = {
  actions: async () => table(["action", "what it does"], (await described("actions"))
    .map(({ link, sentences }) => {
      const isRetired = sentences[0]?.startsWith("Legacy: ");
      return [link, sentences.slice(0, isRetired ? 2 : 1).join(" ")];
    })),
  operations: () => Promise.resolve(table(["operation", "action", "credits", "on api.stability.ai"], operationRows())),
  sources: async () => table(["source", "what it does"], (await described("sources"))
    .map(({ link, sentences }) => [link, sentences.join(" ")])),
};

/** The README with its tables as the components are now. @throws Error if the place of a table is missing */
export async function withTables(readme: string): Promise<string> {
  let text = readme;
  for (const [name, make] of Object.entries(tables)) {
    const place = new RegExp(`(<!-- ${name}: npm run readme -->\n)[^]*?(\n<!-- end -->)`);
    if (!place.test(text)) throw new Error(`README.md has no place for the table of ${name}`);
    const made = await make();
    text = text.replace(place, (_all, begin: string, end: string) => `${begin}${made}${end}`);
  }
  return text;
}
