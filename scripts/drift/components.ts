/** Holds the operations of the components against a document, operation by operation. */
import { apiVersions, type ApiVersion } from "../../components/dreamstudio/operations/api-version.ts";
import type { Operation } from "../../components/dreamstudio/operations/operation.ts";
import { addresses, isRetired, nameOf, type Address } from "../operations/addresses.ts";
import { nothing, type Difference } from "./difference.ts";
import type { Facts, OpenApiDocument } from "./document.ts";
import { differencesOfFields, ourFields } from "./fields.ts";
import { differencesOfPrice } from "./prices.ts";

/** How a difference names an operation. */
export const labelOf = ({ version, operation }: Address): string => `${version}/${operation.name}`;

const who = "components";

/** A derived document keeps what is gone, and says so. */
export const isDocumentedAsRetired = ({ lifecycle = "" }: Facts): boolean => lifecycle.startsWith("retired");

/** What is switched off or retired need not be in a document. */
const isServed = ({ version, operation }: Address) =>
  apiVersions[version].switchedOffOn === undefined && !isRetired(operation);

const hasVersion = ({ operations }: OpenApiDocument, version: ApiVersion) =>
  operations.some((name) => name.includes(` /${version}/`));

/** The media types that a document lets one ask for; where it has no header for it, anything or JSON. */
const acceptable = (document: OpenApiDocument, name: string): readonly string[] =>
  document.parameters(name).get("accept")?.enum ?? [name.includes("/3d/") ? "*/*" : "application/json"];

type Accepting = Operation & { accept(values: object): string };

const isAccepting = (operation: Operation): operation is Accepting => "accept" in operation;

function differencesOfAccept(document: OpenApiDocument, address: Address): Difference[] {
  const { operation, version } = address;
  if (!version.startsWith("v2") || !isAccepting(operation)) return [];
  const ours = operation.accept({ apiVersion: version });
  const documented = acceptable(document, nameOf(address));
  return documented.includes(ours)
    ? []
    : [{ who, operation: labelOf(address), field: "accept", aspect: "enum", ours, documented: documented.join(", ") }];
}

function differencesOfAddress(document: OpenApiDocument, address: Address): Difference[] {
  const { operation, version } = address;
  const documented = document.parameters(nameOf(address), operation.fixedFields?.[version]);
  const fields = differencesOfFields(ourFields(operation, version), documented)
    .map((difference) => ({ who, operation: labelOf(address), ...difference } as const));
  return [...fields, ...differencesOfAccept(document, address)];
}

/** What differs for a name that the document has. */
function differencesOfName(document: OpenApiDocument, name: string): Difference[] {
  const here = addresses.filter((address) => nameOf(address) === name);
  const [first] = here;
  if (first === undefined) return [{ who, operation: name, field: "", aspect: "new", ours: nothing, documented: "yes" }];
  const whole = { who, operation: labelOf(first), field: "" } as const;
  const facts = document.facts(name);
  const [ours, documented] = [isRetired(first.operation), isDocumentedAsRetired(facts)].map(String);
  return [
    ...ours === documented ? [] : [{ ...whole, aspect: "retired", ours: ours ?? "", documented: documented ?? "" }],
    ...differencesOfPrice(here, facts).map((difference) => ({ ...whole, ...difference })),
    ...here.flatMap((address) => differencesOfAddress(document, address)),
  ];
}

/** What we have and the document lacks; a version as a whole, where it lacks all of it. */
function differencesOfGone(document: OpenApiDocument): Difference[] {
  const gone = addresses.filter((address) => isServed(address) && !document.operations.includes(nameOf(address)));
  const differences = gone
    // The live document of 2026 has nothing of v1, though v1 still answers.
    .filter(({ version }) => version !== "v1" || hasVersion(document, version))
    .map((address): Difference => hasVersion(document, address.version)
      ? { who, operation: labelOf(address), field: "", aspect: "gone", ours: nameOf(address), documented: nothing }
      : { who, operation: address.version, field: "", aspect: "gone", ours: "served", documented: nothing });
  return differences.filter((one, index) => differences.findIndex((other) => isSame(one, other)) === index);
}

const isSame = (one: Difference, other: Difference) => one.operation === other.operation && one.ours === other.ours;

/** In the order of the document; what it lacks comes last. */
export const differencesOfComponents = (document: OpenApiDocument): Difference[] =>
  [...document.operations.flatMap((name) => differencesOfName(document, name)), ...differencesOfGone(document)];
