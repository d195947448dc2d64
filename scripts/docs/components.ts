/** The components as built: what their users read. */
import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

export interface Prop {
  type: string;
  label?: string;
  description?: string;
  optional?: boolean;
  default?: unknown;
  /** A list, or a function that asks for it. */
  options?: unknown;
  /** The app's own definition of it, by the name in the second place. */
  propDefinition?: readonly [App, string, ...unknown[]];
}

interface App {
  propDefinitions: Readonly<Record<string, Prop>>;
}

export interface Component {
  /** Of its folder and file. */
  folder: string;
  kind: "actions" | "sources";
  key: string;
  name: string;
  description: string;
  version: string;
  /** What a user fills in, as Pipedream's form has it. */
  props: readonly (readonly [name: string, prop: Prop])[];
  sampleEmit?: unknown;
}

interface Built extends Omit<Component, "folder" | "kind" | "props"> {
  props: Readonly<Record<string, Prop>>;
}

const isFilledIn = (prop: Prop) => prop.label !== undefined && prop.type !== "alert";

/** What an app defines counts where the component does not say otherwise. */
const resolved = ({ propDefinition: [app, name] = [{ propDefinitions: {} }, ""], ...own }: Prop): Prop =>
  ({ ...app.propDefinitions[name], ...own });

/** All actions or sources below `folder`, by their names. */
export async function componentsIn(folder: string, kind: Component["kind"]): Promise<Component[]> {
  const names = (await readdir(join(folder, kind))).filter((name) => name !== "common").sort();
  return Promise.all(names.map(async (name) => {
    const { href } = pathToFileURL(resolve(folder, kind, name, `${name}.mjs`));
    const { props, ...facts } = (await import(href) as { default: Built }).default;
    const filledIn = Object.entries(props).map(([prop, value]) => [prop, resolved(value)] as const)
      .filter(([, value]) => isFilledIn(value));
    return { ...facts, folder: name, kind, props: filledIn };
  }));
}

/** The words of a description, and the address of the API's own page at their end. */
export function splitDescription(description: string): { words: string; link: string | undefined } {
  const [, words = description, link] = /^([\s\S]*?) ?\[See the documentation\]\((\S+)\)$/.exec(description) ?? [];
  return { words, link };
}
