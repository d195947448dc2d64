/** What a component is, and what a prop stands for, as far as it says so in ways that are common at Pipedream. */
import { isObject, kindOf, type Component } from "../../component/component.ts";
import type { Prop } from "../../component/prop.ts";
import type { Mark, Role } from "../protocol.ts";

const wordsOf = ({ name, definition: { label = "", description = "" } }: Prop) => `${name} ${label} ${description}`;

/** A file: Pipedream's `format: "file-ref"`, or a text whose description speaks of a path in `/tmp`. */
function isFile(prop: Prop): boolean {
  const { type, format } = prop.definition;
  if (type !== "string" && type !== "string[]") return false;
  return format === "file-ref" || /path (to|of) (a|the) file|file path|\/tmp\//i.test(wordsOf(prop));
}

/** A mask: a file with the word in its name or its label. */
const isMask = (prop: Prop) =>
  prop.definition.type === "string" && isFile(prop) && /mask/i.test(`${prop.name} ${prop.definition.label ?? ""}`);

/** What a mask lies on: the file that is called a picture, or else the first other file. */
function pictureBeside(props: readonly Prop[]): string | undefined {
  const files = props.filter((prop) => isFile(prop) && !isMask(prop) && prop.definition.type === "string");
  return (files.find(({ name }) => /image|picture|photo/i.test(name)) ?? files[0])?.name;
}

export function roleOf(prop: Prop, props: readonly Prop[]): Role | undefined {
  if (!isFile(prop)) return undefined;
  const of = isMask(prop) ? pictureBeside(props) : undefined;
  return of === undefined ? { kind: "file" } : { kind: "mask", of };
}

/** The first sentence that names a price: "5 credits", "$0.02", "0.03 USD". */
export function priceOf({ description = "" }: Component): string | undefined {
  const sentences = description.split(/(?<=[.:;])\s+/);
  const price = /(about |up to |from )?(\$ ?\d[\d.,]*|\d[\d.,]*\d|\d)( ?(credits?|USD|EUR|cents?))/i;
  return sentences.flatMap((sentence) => price.exec(sentence)?.[0] ?? [])[0];
}

const isAnnotated = (component: Component, hint: string) => {
  const annotations: unknown = "annotations" in component ? component.annotations : undefined;
  return isObject(annotations) && annotations[hint] === true;
};

export function marksOf(component: Component, props: readonly Prop[]): Mark[] {
  const { name = "", description = "" } = component;
  const isRetired = [name, description].some((text) => /^\W*(retired|discontinued|deprecated)\b/i.test(text));
  const hasBudget = props.some((prop) => /^max_?(credits|cost|price)$/i.test(prop.name));
  const spends = hasBudget || priceOf(component) !== undefined;
  return [
    kindOf(component),
    ...isAnnotated(component, "readOnlyHint") ? ["reads" as const] : [],
    ...spends ? ["spends" as const] : [],
    ...isRetired ? ["retired" as const] : [],
  ];
}
