/** The components of a folder, as the page lists them, and the form of each. */
import { relative, resolve } from "node:path";
import type { Accounts, Environment } from "../../component/account.ts";
import { isObject } from "../../component/component.ts";
import type { ComponentDescription, PropDescription } from "../../component/describe.ts";
import { RuntimeError } from "../../component/runtime-error.ts";
import { describeComponent, propOptions } from "../../isolation/ask.ts";
import type { Ask, ComponentForm, Json, ComponentSummary, OptionsPage } from "../protocol.ts";
import { describeFolder, type CheckedEntry } from "./described.ts";
import { isShown, toField } from "./fields.ts";
import { budgetAmong, marksOf, priceOf } from "./marks.ts";

export interface Located {
  path: string;
  described: ComponentDescription;
  problems: string[];
}

export interface Catalog {
  list: () => Promise<ComponentSummary[]>;
  /**
   * A component with the props that these values bring about.
   * @throws RuntimeError if there is no such component, or it cannot be loaded
   */
  describedWith: (id: string, values: Json) => Promise<Located>;
  /** @throws RuntimeError if it cannot be loaded */
  describe: (ask: Ask<"describeComponent">) => Promise<ComponentForm>;
  options: (ask: Ask<"listOptions">) => Promise<OptionsPage>;
}

const appOf = ({ apps, key = "" }: ComponentDescription) => apps[0]?.app ?? key.split("-")[0] ?? "";

function summarize(id: string, described: ComponentDescription, problems: string[]): ComponentSummary {
  const { key = id, name, description, props } = described;
  const fileProps = props.filter((prop) => isShown(prop) && toField(prop, props).role !== undefined);
  return {
    id,
    key,
    name,
    app: appOf(described) || "no app",
    description,
    marks: marksOf(described),
    fileProps: fileProps.map(({ name: prop, label }) => ({ name: prop, label })),
    problems,
  };
}

const broken = (id: string, problems: string[]): ComponentSummary => ({
  id,
  key: id,
  name: id,
  app: "",
  description: "",
  marks: [/(^|\/)sources\//.test(id) ? "source" : "action"],
  fileProps: [],
  problems,
});

const hasType = (props: readonly PropDescription[], type: string) => props.some((prop) => prop.type === type);

function sourceOf({ kind, props, sampleEmit }: ComponentDescription): Pick<ComponentForm, "source"> {
  if (kind !== "source") return {};
  const timer = props.find(({ type }) => type === "$.interface.timer")?.default;
  const seconds = isObject(timer) ? timer["intervalSeconds"] : undefined;
  return {
    source: {
      hasTimer: hasType(props, "$.interface.timer"),
      ...typeof seconds === "number" && { intervalSeconds: seconds },
      hasHttp: hasType(props, "$.interface.http") || hasType(props, "$.interface.apphook"),
      ...sampleEmit !== undefined && { sampleEvent: sampleEmit },
    },
  };
}

/** What components are asked with. */
export interface Connection {
  environment: Environment;
  auth: Accounts;
}

export interface CatalogOptions {
  connection: Connection;
  /** The beginning of a command line that runs the component with this path. */
  commandFor: (path: string, isSource: boolean) => string;
}

export function openCatalog(folder: string, { connection, commandFor }: CatalogOptions): Catalog {
  const root = resolve(folder);
  const idOf = (path: string) => relative(root, path);
  const entries = describeFolder(root, connection.environment);
  // The page asks for them first thing; whoever does hears of what goes wrong.
  entries().catch(() => undefined);
  const entryOf = async (id: string) => {
    const found = (await entries()).find(({ path }) => idOf(path) === id);
    if (found === undefined) throw new RuntimeError(`There is no component "${id}".`);
    return found;
  };
  const describedWith = async (id: string, values: Json) => {
    const { path, description, problems } = await entryOf(id);
    const isKnown = description?.hasAdditionalProps === false;
    const described = isKnown ? description : await describeComponent(path, { ...connection, props: values });
    return { path, described, problems };
  };
  const toSummary = ({ path, description, problems }: CheckedEntry) =>
    description === null ? broken(idOf(path), problems) : summarize(idOf(path), description, problems);
  return {
    describedWith,
    list: async () => (await entries()).map(toSummary),
    async describe({ component: id, values }) {
      const { path, described, problems } = await describedWith(id, values);
      const { props, description, kind } = described;
      const price = priceOf(description);
      const budget = budgetAmong(props);
      return {
        component: summarize(id, described, problems),
        fields: props.filter(isShown).map((prop) => toField(prop, props)),
        ...price !== undefined && { price },
        ...budget !== undefined && { budget },
        ...sourceOf(described),
        command: commandFor(path, kind === "source"),
      };
    },
    async options({ component: id, prop, values, page, query, context }) {
      const { ok, error, options, context: next } = await propOptions((await entryOf(id)).path, prop, {
        ...connection,
        props: values,
        ...page !== undefined && { page },
        ...query !== undefined && { query },
        ...context !== undefined && { prevContext: context },
      });
      if (!ok) throw new RuntimeError(error?.message ?? "The options cannot be read.");
      return { options, ...next !== undefined && { context: next } };
    },
  };
}
