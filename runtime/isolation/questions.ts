/** What is asked of a component without running it: what it is, and what its props offer. */
import { withAdditionalProps } from "../component/additional-props.ts";
import type { Connection } from "../component/bind.ts";
import type { Component, Json } from "../component/component.ts";
import { describe, type ComponentDescription } from "../component/describe.ts";
import { readValues } from "../component/form.ts";
import { optionsOf, type OptionsPage, type OptionsRequest } from "../component/options.ts";
import { loadComponent } from "../component/load.ts";
import { propsOf } from "../component/prop.ts";
import { toRunError } from "../component/run-error.ts";
import { secretsFor } from "../component/secrets.ts";
import type { Tell } from "./protocol.ts";

export interface DescriptionQuestion {
  path?: string;
  props: Json;
  /** Whether the values have to be complete and right. */
  check?: boolean;
}

/** The description has the props that these values call for. */
export async function prepareDescription(
  written: Component,
  { path, props, check }: DescriptionQuestion,
  connection: Connection,
): Promise<() => ComponentDescription> {
  const component = Object.keys(props).length === 0 ? written : await withAdditionalProps(written, props, connection);
  if (check === true) readValues(component, propsOf(component).props, props);
  return () => describe(component, path);
}

export interface OptionsQuestion {
  prop: string;
  request: OptionsRequest;
  props: Json;
}

export async function prepareOptions(
  component: Component,
  { prop, request, props }: OptionsQuestion,
  tell: Tell,
  connection: Connection,
): Promise<() => OptionsPage> {
  tell({ type: "secrets", values: secretsFor(component, props, connection) });
  const page = await optionsOf(component, prop, props, request, connection);
  return () => JSON.parse(JSON.stringify(page)) as OptionsPage;
}

/** Each is told as soon as it is known, so that one that ends the process hides none before it. */
export function prepareCatalog(paths: readonly string[], tell: Tell): () => Promise<void> {
  return async () => {
    for (const path of paths) {
      try {
        tell({ type: "entry", entry: { path, description: describe(await loadComponent(path), path), error: null } });
      } catch (error) {
        tell({ type: "entry", entry: { path, description: null, error: toRunError(error) } });
      }
    }
  };
}
