/** The components of a folder, as the page lists them, and the form of each. */
import { relative, resolve } from "node:path";
import { findComponents } from "../../component/catalog.ts";
import { isApp, kindOf, type Component, type Kind } from "../../component/component.ts";
import { describe as describeComponent } from "../../component/describe.ts";
import { loadComponent } from "../../component/load.ts";
import { propsOf } from "../../component/prop.ts";
import { messageOf, RuntimeError } from "../../component/runtime-error.ts";
import { propOptions } from "../../isolation/ask.ts";
import { timerOf as settingOf } from "../../source/timer.ts";
import type { Ask, ComponentForm, ComponentSummary, OptionsPage } from "../protocol.ts";
import { isShown, toField } from "./fields.ts";
import { marksOf, priceOf } from "./marks.ts";

/** A component with what it need not say of itself. */
export interface NamedComponent extends Component {
  key: string;
  name: string;
  type: Kind;
}

async function loadNamed(id: string, path: string): Promise<NamedComponent> {
  const component = await loadComponent(path);
  return { ...component, key: component.key ?? id, name: component.name ?? id, type: kindOf(component) };
}

export interface Catalog {
  list: () => Promise<ComponentSummary[]>;
  /** @throws RuntimeError if there is no such component, or it cannot be loaded */
  load: (id: string) => Promise<{ component: NamedComponent; path: string }>;
  describe: (ask: Ask<"describeComponent">) => Promise<ComponentForm>;
  options: (ask: Ask<"listOptions">) => Promise<OptionsPage>;
}

const appOf = ({ key, props = {} }: NamedComponent) =>
  Object.values(props).find(isApp)?.app ?? key.split("-")[0] ?? "";

function summarize(id: string, component: NamedComponent): ComponentSummary {
  const { key, name, description = "" } = component;
  const marks = marksOf(component, propsOf(component).props);
  return { id, key, name, app: appOf(component), description, marks, problems: [] };
}

const broken = (id: string, error: unknown): ComponentSummary => ({
  id,
  key: id,
  name: id,
  app: "",
  description: "",
  marks: [id.startsWith("sources") ? "source" : "action"],
  problems: [messageOf(error)],
});

function timerOf(component: Component): Pick<ComponentForm, "timer"> {
  const hasTimer = propsOf(component).props.some(({ definition }) => definition.type === "$.interface.timer");
  if (!hasTimer) return {};
  try {
    const { intervalSeconds } = settingOf(describeComponent(component), {}) ?? {};
    return { timer: intervalSeconds === undefined ? {} : { intervalSeconds } };
  } catch {
    return { timer: {} };
  }
}

export function openCatalog(folder: string): Catalog {
  const paths = () => new Map(findComponents(folder).map(({ path }) => [relative(folder, path), resolve(path)]));
  const load = async (id: string) => {
    const path = paths().get(id);
    if (path === undefined) throw new RuntimeError(`There is no component "${id}".`);
    return { component: await loadNamed(id, path), path };
  };
  return {
    load,
    list: () => Promise.all([...paths()].map(async ([id, path]) => {
      try {
        return summarize(id, await loadNamed(id, path));
      } catch (error) {
        return broken(id, error);
      }
    })),
    async describe({ component: id }) {
      const { component } = await load(id);
      const { props } = propsOf(component);
      const price = priceOf(component);
      return {
        component: summarize(id, component),
        fields: props.filter(isShown).map((prop) => toField(prop, props)),
        ...price !== undefined && { price },
        ...timerOf(component),
      };
    },
    async options({ component: id, prop, values, page, query, context }) {
      const { path } = await load(id);
      const answer = await propOptions(path, prop, {
        props: values,
        ...page !== undefined && { page },
        ...query !== undefined && { query },
        ...context !== undefined && { prevContext: context },
      });
      if (answer.error !== null) throw new RuntimeError(answer.error.message);
      return { options: answer.options, ...answer.context !== undefined && { context: answer.context } };
    },
  };
}
