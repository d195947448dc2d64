/** What a component is, and what a prop stands for, as far as it says so in ways that are common at Pipedream. */
import type { ComponentDescription, PropDescription } from "../../component/describe.ts";
import type { Mark, Role } from "../protocol.ts";

/** A file: Pipedream's `format: "file-ref"`, or a text whose description speaks of a path or of `/tmp`. */
function isFile({ type, format, name, label, description = "" }: PropDescription): boolean {
  if (type !== "string" && type !== "string[]") return false;
  return format === "file-ref" || /path (to|of) (a|the) file|file path|\/tmp\//i.test(`${name} ${label} ${description}`);
}

/** A mask: a file with the word in its name or its label. */
const isMask = (prop: PropDescription) => prop.type === "string" && isFile(prop) && /mask/i.test(`${prop.name} ${prop.label}`);

/** What a mask lies on: the file that is called a picture, or else the first other file. */
function pictureBeside(props: readonly PropDescription[]): string | undefined {
  const files = props.filter((prop) => isFile(prop) && !isMask(prop) && prop.type === "string");
  return (files.find(({ name }) => /image|picture|photo/i.test(name)) ?? files[0])?.name;
}

export function roleOf(prop: PropDescription, props: readonly PropDescription[]): Role | undefined {
  if (!isFile(prop)) return undefined;
  const of = isMask(prop) ? pictureBeside(props) : undefined;
  return of === undefined ? { kind: "file" } : { kind: "mask", of };
}

/** The first sentence that names a price: "5 credits", "$0.02", "0.03 USD". */
export function priceOf(description: string): string | undefined {
  const price = /(about |up to |from )?(\$ ?\d[\d.,]*|\d[\d.,]*( ?- ?\d+)? ?(credits?|USD|EUR|cents?)\b( a \w+)?)/i;
  return description.split(/(?<=[.:;])\s+/).flatMap((sentence) => price.exec(sentence)?.[0] ?? [])[0];
}

/** The prop that limits what a run may cost. */
export const budgetAmong = (props: readonly PropDescription[]): string | undefined =>
  props.find(({ name }) => /^max_?(credits|cost|price)$/i.test(name))?.name;

const isRetired = ({ name, description }: ComponentDescription) =>
  /\b(retired|discontinued|deprecated)\b/i.test(name) || /^\W*(retired|discontinued|deprecated)\b/i.test(description);

export function marksOf(described: ComponentDescription): Mark[] {
  const { kind, description, annotations, props } = described;
  const reads = annotations["readOnlyHint"] === true;
  const spends = budgetAmong(props) !== undefined || (!reads && priceOf(description) !== undefined);
  return [
    kind,
    ...reads ? ["reads" as const] : [],
    ...spends ? ["spends" as const] : [],
    ...isRetired(described) ? ["retired" as const] : [],
  ];
}
