/** The components of a folder, as the page lists them, and the form of each. */
import { relative, resolve } from "node:path";
import { readCatalog } from "../../component/catalog.ts";
import { isApp, loadComponent, type Component } from "../../component/component.ts";
import { listOptions } from "../../component/options.ts";
import { propsOf } from "../../component/prop.ts";
import { messageOf, RuntimeError } from "../../component/runtime-error.ts";
import { intervalOf } from "../../source/timer.ts";
import type { Ask, ComponentForm, ComponentSummary, OptionsPage } from "../protocol.ts";
import { isShown, toField } from "./fields.ts";
import { marksOf, priceOf } from "./marks.ts";

export interface Catalog {
  list: () => Promise<ComponentSummary[]>;
  /** @throws RuntimeError if there is no such component, or it cannot be loaded */
  load: (id: string) => Promise<{ component: Component; path: string }>;
  describe: (ask: Ask<"describeComponent">) => Promise<ComponentForm>;
  options: (ask: Ask<"listOptions">) => Promise<OptionsPage>;
}

const appOf = ({ key, props = {} }: Component) =>
  Object.values(props).find(isApp)?.app ?? key.split("-")[0] ?? "";

function summarize(id: string, component: Component): ComponentSummary {
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
    return { timer: { intervalSeconds: intervalOf(component, undefined) } };
  } catch {
    return { timer: {} };
  }
}

export function openCatalog(folder: string): Catalog {
  const paths = () => {
    const { actions, sources } = readCatalog(folder);
    return new Map([...actions.values(), ...sources.values()].map((path) => [relative(folder, path), resolve(path)]));
  };
  const load = async (id: string) => {
    const path = paths().get(id);
    if (path === undefined) throw new RuntimeError(`There is no component "${id}".`);
    return { component: await loadComponent(path), path };
  };
  return {
    load,
    list: () => Promise.all([...paths()].map(async ([id, path]) => {
      try {
        return summarize(id, await loadComponent(path));
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
    async options({ component: id, prop, values, page }) {
      const { component } = await load(id);
      return { options: await listOptions(component, prop, { values, ...page !== undefined && { page } }) };
    },
  };
}
