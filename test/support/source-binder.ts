/** Runs a built source with nothing of our runtime: what any host of Pipedream sources does at least. */
import { join } from "node:path";
import { bindApp, load, testKey } from "./binder.ts";

type Method = (...args: unknown[]) => unknown;

export interface BuiltSource {
  props: { dreamstudio: { methods: Record<string, Method> } };
  hooks: { deploy: Method };
  methods: Record<string, Method>;
  sampleEmit: Record<string, unknown>;
  run(this: object): Promise<void>;
}

export interface Emitted {
  event: Record<string, unknown>;
  id: string;
  summary: string;
  ts: number;
}

export const loadSource = (name: string): Promise<BuiltSource> =>
  load(join(process.cwd(), `components/dreamstudio/sources/${name}/${name}.mjs`));

/** A source that is polled by hand. It has no dedupe: what it emits twice, shows twice. */
export async function bindSource(name: string, values: object = {}) {
  const source = await loadSource(name);
  const emitted: Emitted[] = [];
  const store = new Map<string, string>();
  const state = {
    /** What `db.set` does besides, for example fail. */
    beforeSet: (): void => undefined,
  };
  const self: Record<string, unknown> = {
    dreamstudio: bindApp(source.props.dreamstudio, testKey),
    db: {
      get: (key: string) => store.has(key) ? JSON.parse(store.get(key) ?? "") as unknown : undefined,
      set(key: string, value: unknown) {
        state.beforeSet();
        store.set(key, JSON.stringify(value));
      },
    },
    $emit: (event: Emitted["event"], metadata: Omit<Emitted, "event">) => emitted.push({ event, ...metadata }),
    ...values,
  };
  for (const [method, call] of Object.entries(source.methods)) self[method] = call.bind(self);
  return { poll: () => source.run.call(self), self, emitted, store, state };
}
