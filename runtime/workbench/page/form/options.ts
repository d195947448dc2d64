/** The options of a field, fetched from the component where it has to be asked. */
import { useEffect, useState } from "preact/hooks";
import type { Field, Option } from "../../protocol.ts";
import { call, messageOf } from "../shared/server.ts";
import { announce } from "../shared/state.ts";
import { readableValues, type Draft } from "./draft.ts";

export interface Options {
  options: readonly Option[];
  isLoading: boolean;
  problem?: string;
  /** Asks for the next page, if there may be one. */
  loadMore?: () => void;
}

interface Loaded {
  options: readonly Option[];
  page: number;
  context: unknown;
  isLast: boolean;
  problem?: string;
}

const nothing: Loaded = { options: [], page: -1, context: undefined, isLast: false };

async function loadPage(draft: Draft, { name }: Field, query: string, before: Loaded): Promise<Loaded> {
  const page = before.page + 1;
  const { options, context } = await call("listOptions", {
    component: draft.component,
    prop: name,
    values: readableValues(draft),
    page,
    ...query !== "" && { query },
    ...before.context !== undefined && { context: before.context },
  });
  const known = new Set(before.options.map(({ value }) => JSON.stringify(value)));
  const fresh = options.filter(({ value }) => !known.has(JSON.stringify(value)));
  return { options: [...before.options, ...fresh], page, context, isLast: fresh.length === 0 };
}

/** They are asked for anew when a prop that they depend on has changed, or what is searched for. */
export function useOptions(draft: Draft, field: Field, query: string): Options {
  const [loaded, setLoaded] = useState<Loaded>(nothing);
  const [isLoading, setLoading] = useState(field.hasAsyncOptions);
  const values = readableValues(draft);
  const dependencies = JSON.stringify(field.dependsOn.map((name) => values[name]));
  const search = field.takesQuery ? query : "";

  const load = (before: Loaded, isCurrent: () => boolean) => {
    setLoading(true);
    loadPage(draft, field, search, before)
      .catch((error: unknown): Loaded => ({ ...before, isLast: true, problem: messageOf(error) }))
      .then((next) => {
        if (!isCurrent()) return;
        setLoaded(next);
        setLoading(false);
        announce(next.problem ?? `${field.label}: ${next.options.length} options.`);
      })
      .catch(() => undefined);
  };
  useEffect(() => {
    if (!field.hasAsyncOptions) return undefined;
    let isCurrent = true;
    setLoading(true);
    // While somebody types, one question at the end is enough.
    const timer = setTimeout(() => {
      load(nothing, () => isCurrent);
    }, loaded === nothing ? 0 : 250);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [dependencies, search]);

  if (!field.hasAsyncOptions) return { options: field.options ?? [], isLoading: false };
  return {
    options: loaded.options,
    isLoading,
    ...loaded.problem !== undefined && { problem: loaded.problem },
    ...!loaded.isLast && !isLoading && {
      loadMore: () => {
        load(loaded, () => true);
      },
    },
  };
}
