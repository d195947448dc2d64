/**
 * Holds the emulator of today against a document: its addresses, and of each field whether it knows and needs it,
 * its choices and its bounds. Defaults cannot be seen from outside, and prices only once something is drawn: the
 * tests of the emulator hold both.
 */
import type { Asked, Emulator } from "./asking.ts";
import { isDocumentedAsRetired, labelOf } from "./components.ts";
import { inWords, nothing, type Difference } from "./difference.ts";
import type { DocumentedParameters, OpenApiDocument } from "./document.ts";
import { headers, ourFields } from "./fields.ts";
import { questionsOf, usualValue } from "./questions.ts";
import { addresses, nameOf } from "../operations/addresses.ts";

type Found = Omit<Difference, "who" | "operation">;

const isStranger = (field: string, problem = "") => problem === `${field}: is not a known field`
  || problem === `unknown form field: ${field}`;

const isAbout = (field: string, problem: string) => isStranger(field, problem)
  || (problem.startsWith(field) && /^[:.]/.test(problem.slice(field.length)));

/** The options that a refusal lists; what it received comes last. */
const optionsIn = (problem: string): string[] =>
  [...problem.replace(/, received .*/, "").matchAll(/['"]([^'"]+)['"]/g)].map(([, option = ""]) => option);

type Values = ReadonlyMap<string, unknown>;

/** One operation of the emulator, and what a document says of its fields. */
class Asking {
  readonly #emulator: Emulator;
  readonly #asked: Asked;
  readonly #fields: DocumentedParameters;

  constructor(emulator: Emulator, asked: Asked, fields: DocumentedParameters) {
    this.#emulator = emulator;
    this.#asked = asked;
    this.#fields = fields;
  }

  async #problems(values: Values): Promise<readonly string[]> {
    return (await this.#emulator.ask(this.#asked, Object.fromEntries(values))).problems;
  }

  /** With the values go files that are none, so that v2 does not yet look at what values mean beside each other. */
  #requestsFor(values: Values): Values[] {
    if (this.#fields.has("text_prompts")) {
      return [...values].map((value) => new Map([["text_prompts", [{ text: "x" }]], value]));
    }
    const files = [...this.#fields].filter(([, { format }]) => format === "binary");
    return [new Map([...files.map(([field]) => [field, "no file"] as const), ...values])];
  }

  /** What the emulator finds wrong with each of several fields. v2 says all at once, v1 only the first. */
  async #problemOfEach(values: Values): Promise<Map<string, string>> {
    const requests = this.#requestsFor(values);
    const problems: string[] = [];
    for (const request of requests) problems.push(...await this.#problems(request));
    return new Map([...values.keys()].flatMap((field) => {
      const problem = problems.find((one) => isAbout(field, one));
      return problem === undefined ? [] : [[field, problem]];
    }));
  }

  /** @returns those that are fields of the operation */
  async known(fields: Iterable<string>): Promise<Set<string>> {
    const names = [...fields];
    const problems = await this.#problemOfEach(new Map(names.map((field) =>
      [field, usualValue(this.#fields.get(field) ?? { type: "string", isRequired: false })])));
    return new Set(names.filter((field) => !isStranger(field, problems.get(field))));
  }

  async differencesOfChoices(fields: DocumentedParameters): Promise<Found[]> {
    const choices = [...fields].filter(([, documented]) => documented.enum !== undefined);
    const problems = await this.#problemOfEach(new Map(choices.map(([field]) => [field, "no-such-option"])));
    return choices.map(([field, documented]): Found =>
      ({ field, aspect: "enum", ours: inWords(optionsIn(problems.get(field) ?? "")), documented: inWords(documented.enum) }))
      .filter((found) => found.ours !== found.documented);
  }

  async differencesOfBounds(fields: DocumentedParameters): Promise<Found[]> {
    const found: Found[] = [];
    for (const end of ["lower", "upper"] as const) {
      const questions = [...fields].flatMap(([field, documented]) => {
        const question = questionsOf(documented)[end];
        return question === undefined ? [] : [{ field, ...question }];
      });
      const at = await this.#problemOfEach(new Map(questions.map(({ field, taken }) => [field, taken])));
      const past = await this.#problemOfEach(new Map(questions.map(({ field, refused }) => [field, refused])));
      for (const { field, aspect, bound } of questions) {
        if (!at.has(field) && past.has(field)) continue;
        found.push({ field, aspect, ours: at.has(field) ? "takes less" : "takes more", documented: String(bound) });
      }
    }
    return found;
  }

  /** The fields that it asks for, given one after the other until it asks for no more. */
  async required(): Promise<Set<string>> {
    const given = new Map<string, unknown>();
    for (;;) {
      const problems = await this.#problems(given);
      const missing = [...this.#fields].filter(([field]) => !given.has(field)
        && problems.some((problem) => /^(is )?required$/.test(problem.replace(`${field}: `, ""))));
      if (missing.length === 0) return new Set(given.keys());
      for (const [field, documented] of missing) given.set(field, usualValue(documented));
    }
  }
}

const isInBody = (name: string, field: string) =>
  !headers.has(field.toLowerCase()) && field !== "Organization" && !name.includes(`{${field}}`);

/** The fields that we send, of which the document may have no more. */
const sentTo = (name: string): string[] => addresses.filter((address) => nameOf(address) === name)
  .flatMap(({ operation, version }) => [...ourFields(operation, version).keys()])
  .filter((field) => isInBody(name, field));

async function differencesOfFields(emulator: Emulator, document: OpenApiDocument, name: string): Promise<Found[]> {
  const fields: DocumentedParameters =
    new Map([...document.parameters(name)].filter(([field]) => isInBody(name, field)));
  if (fields.size === 0) return [];
  const asking = new Asking(emulator, { name, encoding: document.encoding(name) }, fields);
  const known = await asking.known(fields.keys());
  const knownFields = new Map([...fields].filter(([field]) => known.has(field)));
  const required = await asking.required();
  const undocumented = await asking.known(new Set(sentTo(name).filter((field) => !fields.has(field))));
  return [
    ...[...fields].filter(([field]) => !known.has(field))
      .map(([field, { type }]) => ({ field, aspect: "new", ours: nothing, documented: type })),
    ...[...undocumented].map((field) => ({ field, aspect: "gone", ours: "takes it", documented: nothing })),
    ...[...fields].filter(([field, { isRequired }]) => required.has(field) !== isRequired)
      .map(([field, { isRequired }]) =>
        ({ field, aspect: "required", ours: String(!isRequired), documented: String(isRequired) })),
    ...await asking.differencesOfChoices(knownFields),
    ...await asking.differencesOfBounds(knownFields),
  ];
}

async function differencesOfName(emulator: Emulator, document: OpenApiDocument, name: string): Promise<Found[]> {
  const isServed = !isDocumentedAsRetired(document.facts(name));
  const { isUnknown } = await emulator.ask({ name, encoding: document.encoding(name) });
  if (isUnknown && isServed) return [{ field: "", aspect: "new", ours: nothing, documented: "served" }];
  if (!isUnknown && !isServed) return [{ field: "", aspect: "retired", ours: "served", documented: "retired" }];
  return isUnknown ? [] : differencesOfFields(emulator, document, name);
}

/** What the emulator serves of ours, and the document lacks; of v1 only if the document has v1 at all. */
export async function differencesOfGone(emulator: Emulator, document: OpenApiDocument): Promise<Difference[]> {
  const hasV1 = document.operations.some((name) => name.includes(" /v1/"));
  const gone: Difference[] = [];
  for (const name of new Set(addresses.map(nameOf))) {
    if (document.operations.includes(name) || (name.includes(" /v1/") && !hasV1)) continue;
    const { isUnknown } = await emulator.ask({ name, encoding: name.startsWith("GET") ? undefined : "form" });
    const operation = labelOfName(name);
    if (!isUnknown) gone.push({ who: "emulator", operation, field: "", aspect: "gone", ours: name, documented: nothing });
  }
  return gone;
}

function labelOfName(name: string): string {
  const address = addresses.find((one) => nameOf(one) === name);
  return address === undefined ? name : labelOf(address);
}

/** What differs of all that the document has. */
export async function differencesOfDocumented(emulator: Emulator, document: OpenApiDocument): Promise<Difference[]> {
  const differences: Difference[] = [];
  for (const name of document.operations) {
    const found = await differencesOfName(emulator, document, name);
    differences.push(...found.map((one): Difference => ({ who: "emulator", operation: labelOfName(name), ...one })));
  }
  return differences;
}
