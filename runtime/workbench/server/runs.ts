/** Runs from their start to their place in the gallery. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { runAction } from "../../action/run-action.ts";
import type { ComponentDescription } from "../../component/describe.ts";
import { RuntimeError } from "../../component/runtime-error.ts";
import type { Limits } from "../../isolation/limits.ts";
import { runSource } from "../../source/run-source.ts";
import { withEvent } from "../happening.ts";
import type { Ask, Json, LiveEvent, Run, ServerEvent } from "../protocol.ts";
import type { Catalog, Connection } from "./catalog.ts";
import type { Gallery } from "./gallery.ts";
import { endOf, withEnd, type Ended } from "./outcome.ts";
import { filesOf, inputsAmong } from "./run-files.ts";

export interface Runs {
  start: (ask: Ask<"startRun">) => Promise<{ run: string }>;
  startSource: (ask: Ask<"startSource">) => Promise<{ run: string }>;
  /** Sends a request to a source that listens; to nobody else. */
  sendRequest: (ask: Ask<"sendRequest">) => Promise<{ status: number; text: string }>;
  stop: (id: string) => void;
  /** A run as it stands, also while it is under way. */
  get: (id: string) => Promise<Run>;
  /** Ends what is under way. */
  close: () => Promise<void>;
}

export interface RunsOptions {
  folder: string;
  catalog: Catalog;
  gallery: Gallery;
  connection: Connection;
  limits: Limits;
  send: (event: ServerEvent) => void;
}

interface Order {
  path: string;
  props: Json;
  filesFolder: string;
  signal: AbortSignal;
  onEvent: (event: LiveEvent) => void;
}

type Work = (order: Order, described: ComponentDescription) => Promise<Ended>;

interface Live {
  run: Run;
  controller: AbortController;
  ended: Promise<void>;
}

/** What a person would search for. */
const wordsOf = (values: Json) => Object.values(values).flat()
  .filter((value) => typeof value === "string" && !/^(\/|https?:)/.test(value)).join(" ").slice(0, 500);

export function createRuns({ folder, catalog, gallery, connection, limits, send }: RunsOptions): Runs {
  const live = new Map<string, Live>();

  async function begin(id: string, values: Json, described: ComponentDescription) {
    const { key = id, name, kind, props } = described;
    const secrets = new Set(props.filter(({ secret }) => secret).map((prop) => prop.name));
    const shown = Object.fromEntries(Object.entries(values).filter(([prop]) => !secrets.has(prop)));
    const startedAt = Date.now();
    const created = await gallery.create(startedAt);
    const run: Run = {
      id: created.id,
      component: { id, key, name, type: kind },
      state: "running",
      startedAt,
      words: wordsOf(shown),
      values: shown,
      inputs: await inputsAmong(shown, folder),
      files: [],
      exports: {},
      calls: [],
      logs: [],
      requests: [],
      warnings: [],
      events: [],
      ...kind === "action" && { timeoutMillis: limits.timeoutMillis },
    };
    await gallery.save(run);
    return { run, filesFolder: created.files };
  }

  async function perform(id: string, values: Json, work: Work) {
    const { path, described } = await catalog.describedWith(id, values);
    const { run, filesFolder } = await begin(id, values, described);
    const controller = new AbortController();
    const { signal } = controller;
    const entry: Live = { run, controller, ended: Promise.resolve() };
    const onEvent = (event: LiveEvent) => {
      entry.run = withEvent(entry.run, event);
      send({ kind: "live", run: run.id, event });
    };
    const finish = async () => {
      const ended = await endOf(work({ path, props: values, filesFolder, signal, onEvent }, described));
      const facts = { props: described.props.map(({ name }) => name), isCancelled: signal.aborted };
      const whole = { ...withEnd(entry.run, ended, facts), files: await filesOf(run.id, folder) };
      await gallery.save(whole);
      live.delete(run.id);
      send({ kind: "run", run: whole });
    };
    live.set(run.id, entry);
    send({ kind: "run", run });
    entry.ended = finish();
    return { run: run.id };
  }

  return {
    start: ({ component, values }) => perform(component, values, ({ path, onEvent, ...order }) =>
      runAction(path, {
        ...connection,
        ...order,
        limits,
        onEvent: (event) => {
          if (event.type !== "end" && event.type !== "file") onEvent(event);
        },
      })),
    startSource: ({ component, values, intervalSeconds, times, event }) =>
      perform(component, values, async ({ path, onEvent, ...order }, { key = component }) => {
        const sources = join(folder, "sources");
        await mkdir(sources, { recursive: true });
        return runSource(path, {
          ...connection,
          ...order,
          limits,
          intervalSeconds,
          times,
          ...event !== undefined && { event },
          dbPath: join(sources, `${key.replace(/[^\w-]/g, "_")}.json`),
          onEvent: (happened) => {
            if (happened.type !== "end" && happened.type !== "file") onEvent(happened);
          },
        });
      }),
    async sendRequest({ address, body }) {
      const isListening = [...live.values()].some(({ run }) => run.endpoint === address);
      if (!isListening) throw new RuntimeError("Nothing listens there.");
      const headers = { "content-type": "application/json" };
      const answer = await fetch(address, { method: "POST", headers, body, signal: AbortSignal.timeout(30_000) });
      return { status: answer.status, text: (await answer.text()).slice(0, 10_000) };
    },
    stop(id) {
      const running = live.get(id);
      if (running === undefined) throw new RuntimeError("This run is over.");
      running.controller.abort();
    },
    get: async (id) => live.get(id)?.run ?? gallery.read(id),
    async close() {
      const all = [...live.values()];
      for (const { controller } of all) controller.abort();
      await Promise.all(all.map(({ ended }) => ended));
    },
  };
}
