/** Runs from their start to their place in the gallery. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { propsOf } from "../../component/prop.ts";
import { RuntimeError } from "../../component/runtime-error.ts";
import type { Ask, Json, MediaFile, Run, ServerEvent } from "../protocol.ts";
import type { Catalog } from "./catalog.ts";
import type { Gallery } from "./gallery.ts";
import { inputAddress } from "./inputs.ts";
import { describeFile } from "./media.ts";
import { problemsIn } from "./problems.ts";
import type { LiveEvent, Outcome, Runner } from "./runner.ts";

/** The most that Pipedream's free plan gives to a step. */
const timeoutMillis = 300_000;

export interface Runs {
  start: (ask: Ask<"startRun">) => Promise<{ run: string }>;
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
  runner: Runner;
  send: (event: ServerEvent) => void;
}

const isText = (value: unknown): value is string => typeof value === "string";

/** The files of the workbench among the values, so that a result can be held against what it was made from. */
async function inputsAmong(values: Json, folder: string): Promise<Record<string, MediaFile>> {
  const entries = Object.entries(values).map(async ([name, value]) => {
    if (!isText(value) || !value.startsWith(folder)) return [];
    const address = addressOf(value, folder);
    return address === undefined ? [] : [[name, await describeFile(value, address)] as const];
  });
  return Object.fromEntries((await Promise.all(entries)).flat());
}

/** Where the page finds a file of the workbench's folder. */
function addressOf(path: string, folder: string): string | undefined {
  const parts = path.slice(folder.length + 1).split("/");
  const [kind, id = "", ...rest] = parts;
  if (kind === "inputs") return inputAddress(id, rest.join("/"));
  return kind === "runs" ? `/files/runs/${id}/${rest.slice(1).map(encodeURIComponent).join("/")}` : undefined;
}

const wordsOf = (values: Json) =>
  Object.values(values).flat().filter(isText).filter((text) => !text.startsWith("/")).join(" ").slice(0, 500);

function summaryIn({ $summary: summary }: Json): { summary?: string } {
  return isText(summary) ? { summary } : {};
}

function withLive(run: Run, event: LiveEvent): void {
  if (event.kind === "log") run.logs.push(event.line);
  if (event.kind === "request") run.requests.push(event.line);
  if (event.kind === "event") run.events.push(event.event);
  if (event.kind === "export") run.exports[event.name] = event.value;
}

export function createRuns({ folder, catalog, gallery, runner, send }: RunsOptions): Runs {
  const live = new Map<string, { run: Run; controller: AbortController; ended: Promise<void> }>();

  async function filesOf(id: string): Promise<MediaFile[]> {
    const files = join(folder, "runs", id, "files");
    const entries = await readdir(files, { withFileTypes: true, recursive: true });
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
    return Promise.all(paths.map((path) => describeFile(path, addressOf(path, folder) ?? "")));
  }

  async function finish(run: Run, outcome: Outcome, names: readonly string[], isCancelled: boolean): Promise<Run> {
    const { ok, exports, returnValue, calls, error, db, peakMegabytes } = outcome;
    const allExports = { ...run.exports, ...exports };
    const ended: Run = {
      ...run,
      state: isCancelled ? "cancelled" : ok ? "succeeded" : "failed",
      endedAt: Date.now(),
      exports: allExports,
      ...summaryIn(allExports),
      ...returnValue !== undefined && { returnValue },
      calls,
      ...db !== undefined && { db },
      ...peakMegabytes !== undefined && { peakMegabytes },
      ...error !== undefined && !isCancelled && { error: { ...error, problems: problemsIn(error.message, names) } },
      files: await filesOf(run.id),
    };
    await gallery.save(ended);
    return ended;
  }

  return {
    async start({ component: id, values }) {
      const { component, path } = await catalog.load(id);
      const { props } = propsOf(component);
      const secrets = new Set(props.filter(({ definition }) => definition["secret"] === true).map(({ name }) => name));
      const startedAt = Date.now();
      const { id: runId, files } = await gallery.create(startedAt);
      const shownValues = Object.fromEntries(Object.entries(values).filter(([name]) => !secrets.has(name)));
      const run: Run = {
        id: runId,
        component: { id, key: component.key, name: component.name, type: component.type },
        state: "running",
        startedAt,
        words: wordsOf(shownValues),
        values: shownValues,
        inputs: await inputsAmong(shownValues, folder),
        files: [],
        exports: {},
        calls: [],
        logs: [],
        requests: [],
        events: [],
        timeoutMillis,
      };
      await gallery.save(run);
      const controller = new AbortController();
      const order = {
        path,
        values,
        filesFolder: files,
        timeoutMillis,
        signal: controller.signal,
        onEvent: (event: LiveEvent) => {
          withLive(run, event);
          send({ ...event, run: runId });
        },
      };
      const ended = runner(order).then(async (outcome) => {
        const whole = await finish(run, outcome, props.map(({ name }) => name), controller.signal.aborted);
        live.delete(runId);
        send({ kind: "run", run: whole });
      });
      live.set(runId, { run, controller, ended });
      send({ kind: "run", run });
      return { run: runId };
    },
    stop(id) {
      const running = live.get(id);
      if (running === undefined) throw new RuntimeError("This run is over.");
      running.controller.abort();
    },
    get: async (id) => live.get(id)?.run ?? gallery.read(id),
    async close() {
      for (const { controller } of live.values()) controller.abort();
      await Promise.all([...live.values()].map(({ ended }) => ended));
    },
  };
}
