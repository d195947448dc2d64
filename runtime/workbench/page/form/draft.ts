/** What a person is filling in, component by component; a reload of the page keeps it, but for secrets. */
import { effect, signal, untracked, type Signal } from "@preact/signals";
import type { ComponentForm, Field, Json } from "../../protocol.ts";
import { call } from "../shared/server.ts";
import { problemsOfRun } from "../shared/state.ts";
import { parseTyped, typedOf, type Typed } from "./typed.ts";

export type TypedValues = Readonly<Record<string, Typed>>;

export interface Draft {
  component: string;
  form: Signal<ComponentForm | undefined>;
  typed: Signal<TypedValues>;
  /** Optional fields that are in the form. */
  added: Signal<readonly string[]>;
  /** What is wrong with fields, by their names. */
  problems: Signal<Readonly<Record<string, string>>>;
}

// Whatever is wrong stands at its field, whether the form or the run has found it.
effect(() => {
  const told = problemsOfRun.value;
  if (told === undefined) return;
  untracked(() => {
    draftOf(told.component).problems.value = told.problems;
  });
});

const drafts = new Map<string, Draft>();

const storageKey = (component: string) => `draft:${component}`;

interface Stored {
  typed: TypedValues;
  added: readonly string[];
}

function readStored(component: string): Stored {
  try {
    const stored = JSON.parse(sessionStorage.getItem(storageKey(component)) ?? "") as Partial<Stored>;
    return { typed: stored.typed ?? {}, added: stored.added ?? [] };
  } catch {
    return { typed: {}, added: [] };
  }
}

function keep({ component, form, typed, added }: Draft): void {
  const secrets = new Set(form.value?.fields.filter(({ isSecret }) => isSecret).map(({ name }) => name));
  const safe = Object.fromEntries(Object.entries(typed.value).filter(([name]) => !secrets.has(name)));
  sessionStorage.setItem(storageKey(component), JSON.stringify({ typed: safe, added: added.value }));
}

export function draftOf(component: string): Draft {
  const known = drafts.get(component);
  if (known !== undefined) return known;
  const { typed, added } = readStored(component);
  const draft: Draft = {
    component,
    form: signal(undefined),
    typed: signal(typed),
    added: signal(added),
    problems: signal({}),
  };
  drafts.set(component, draft);
  return draft;
}

/** Reads the form from the component, with the props that its values bring about. */
export async function refreshForm(draft: Draft): Promise<void> {
  draft.form.value = await call("describeComponent", { component: draft.component, values: readableValues(draft) });
}

function without<Value>(record: Readonly<Record<string, Value>>, name: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
}

/** Sets what is typed into a field, and forgets what was wrong with it. */
export function setTyped(draft: Draft, name: string, value: Typed | undefined): void {
  draft.typed.value = value === undefined ? without(draft.typed.value, name) : { ...draft.typed.value, [name]: value };
  draft.problems.value = without(draft.problems.value, name);
  keep(draft);
}

export function addField(draft: Draft, { name, default: standard, type }: Field): void {
  draft.added.value = [...draft.added.value.filter((one) => one !== name), name];
  if (standard !== undefined && draft.typed.value[name] === undefined) setTyped(draft, name, typedOf(type, standard));
  keep(draft);
}

export function removeField(draft: Draft, name: string): void {
  draft.added.value = draft.added.value.filter((one) => one !== name);
  setTyped(draft, name, undefined);
}

/** The required fields, and the optional ones that were added or are not right, in the order of the component. */
export function fieldsIn(draft: Draft): readonly Field[] {
  const fields = draft.form.value?.fields ?? [];
  const isIn = ({ name, isOptional, alert }: Field) =>
    alert !== undefined || !isOptional || draft.added.value.includes(name)
    || draft.typed.value[name] !== undefined || draft.problems.value[name] !== undefined;
  return fields.filter(isIn).sort((one, other) => Number(one.isOptional) - Number(other.isOptional));
}

const standardOf = ({ type, default: standard }: Field) => standard === undefined ? undefined : typedOf(type, standard);

export interface Read {
  values: Json;
  problems: Record<string, string>;
}

/** What was typed, as the component gets it, and what is wrong with it. */
export function readValues(draft: Draft): Read {
  const values: Json = {};
  const problems: Record<string, string> = {};
  for (const field of fieldsIn(draft)) {
    if (field.alert !== undefined || field.isDisabled) continue;
    const { value, problem } = parseTyped(field, draft.typed.value[field.name] ?? standardOf(field));
    if (problem !== undefined) problems[field.name] = problem;
    else if (value !== undefined) values[field.name] = value;
  }
  return { values, problems };
}

/** The values that can be read already: what options and dynamic props are asked with. */
export const readableValues = (draft: Draft): Json => readValues(draft).values;

/** Fills the form with values, for example those of a run. */
export function fill(draft: Draft, values: Json): void {
  const types = new Map(draft.form.value?.fields.map(({ name, type }) => [name, type]));
  draft.typed.value = Object.fromEntries(Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => [name, typedOf(types.get(name) ?? "any", value)]));
  draft.added.value = Object.keys(values);
  draft.problems.value = {};
  keep(draft);
}
