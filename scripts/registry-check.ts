/**
 * `npm run registry-check -- <npm packages of Pipedream>`: installs published apps into a temporary folder, and prints
 * what of them the local runtime loads and starts, and whose options answer. No component reaches the network.
 * `--folder <path>` keeps the installation there, and `--details` says why what failed.
 */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { describeComponent, propOptions, runAction, runSource, type ComponentDescription } from "pipedream-local-runtime";
import { componentsOf, install } from "./registry-check/packages.ts";
import { accountsFor, valuesFor } from "./registry-check/values.ts";
import { rejected, verdictOf, type Verdict } from "./registry-check/verdict.ts";

/** What has to start, as a part of all: the runtime promises it. */
const promised = { action: 0.95, source: 0.9 };

const limits = { timeoutMillis: 10_000, memoryMegabytes: 512 };

/** So many processes at once keep the cores busy. */
const atOnce = 3;

const offline = pathToFileURL(resolve("scripts/registry-check/offline.mjs")).href;

const environment = {
  PATH: process.env["PATH"], HOME: tmpdir(), NODE_OPTIONS: `--import=${offline}`,
  HTTP_PROXY: "", HTTPS_PROXY: "", http_proxy: "", https_proxy: "",
};

async function forEach<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let at = next++; at < items.length; at = next++) {
      const item = items[at];
      if (item !== undefined) results[at] = await work(item);
    }
  }));
  return results;
}

type Kind = "action" | "source";

async function describe(path: string): Promise<ComponentDescription | Verdict> {
  return describeComponent(path, { environment, limits }).catch((error: unknown) => rejected(path, error));
}

async function start(description: ComponentDescription, kind: Kind): Promise<Verdict> {
  const { path = "" } = description;
  const auth = accountsFor(description);
  try {
    // What the values call for besides has to be given too; where that cannot be asked for, the run says why.
    const question = { environment, limits, auth, props: valuesFor(description) };
    const whole = await describeComponent(path, question).catch(() => description);
    const common = { props: valuesFor(whole), auth, environment, limits };
    if (kind === "action") {
      const { error, requests } = await runAction(path, { ...common, skipWaits: true });
      return verdictOf(path, error, requests);
    }
    const signal = AbortSignal.timeout(3 * limits.timeoutMillis);
    const { error, requests } = await runSource(path, {
      ...common,
      times: 1,
      signal,
      onEvent(event) {
        if (event.type === "listening") void fetch(event.endpoint, { method: "POST", body: "{}" }).catch(() => undefined);
      },
    });
    return verdictOf(path, error, requests);
  } catch (error) {
    return rejected(path, error);
  }
}

async function ask({ path = "", ...description }: ComponentDescription, prop: string): Promise<Verdict> {
  const auth = accountsFor(description);
  try {
    const props = valuesFor(description);
    const { error, requests } = await propOptions(path, prop, { props, auth, environment, limits });
    return verdictOf(`${path} ${prop}`, error, requests);
  } catch (error) {
    return rejected(`${path} ${prop}`, error);
  }
}

interface Question {
  description: ComponentDescription;
  prop: string;
}

/** The options of each component, but those that several take from their app alike only once. */
function questionsIn(descriptions: readonly ComponentDescription[]): Question[] {
  const questions = descriptions.flatMap((description) => description.props
    .filter(({ hasAsyncOptions }) => hasAsyncOptions)
    .map(({ name: prop, description: text, dependsOn }) =>
      [JSON.stringify([prop, text, dependsOn]), { description, prop }] as const));
  return [...new Map(questions).values()];
}

const isVerdict = (it: ComponentDescription | Verdict): it is Verdict => "starts" in it;

interface Row {
  found: number;
  loads: number;
  starts: number;
  unexplained: number;
}

interface Checked {
  rows: Record<Kind | "options", Row>;
  troubles: Verdict[];
}

async function check(place: string): Promise<Checked> {
  const troubles: Verdict[] = [];
  const loaded: ComponentDescription[] = [];
  const rowOf = (found: number, loads: number, verdicts: readonly Verdict[]): Row => {
    troubles.push(...verdicts.filter(({ isExplained }) => !isExplained));
    return {
      found, loads,
      starts: verdicts.filter(({ starts }) => starts).length,
      unexplained: verdicts.filter(({ isExplained }) => !isExplained).length,
    };
  };
  const of = async (kind: Kind): Promise<Row> => {
    const paths = componentsOf(place, kind);
    const described = await forEach(paths, describe);
    const descriptions = described.filter((it): it is ComponentDescription => !isVerdict(it));
    loaded.push(...descriptions);
    const verdicts = await forEach(descriptions, (description) => start(description, kind));
    return rowOf(paths.length, descriptions.length, [...described.filter(isVerdict), ...verdicts]);
  };
  const [action, source] = [await of("action"), await of("source")];
  const questions = questionsIn(loaded);
  const answers = await forEach(questions, ({ description, prop }) => ask(description, prop));
  return { rows: { action, source, options: rowOf(questions.length, questions.length, answers) }, troubles };
}

const { values: { folder, details = false }, positionals } = parseArgs({
  allowPositionals: true,
  options: { folder: { type: "string" }, details: { type: "boolean" } },
});
if (positionals.length === 0) {
  console.error("npm run registry-check -- @pipedream/slack @pipedream/notion ... [--details] [--folder <path>]");
  process.exit(2);
}
const home = resolve(folder ?? await mkdtemp(join(tmpdir(), "registry-check-")));
await mkdir(home, { recursive: true });
const table: Record<string, Record<string, string>> = {};
const sum = { action: { found: 0, starts: 0 }, source: { found: 0, starts: 0 }, options: { found: 0, starts: 0 } };
const percent = (part: number, whole: number) => whole === 0 ? "-" : `${(part / whole * 100).toFixed(0)} %`;
for (const name of positionals) {
  const place = await install(name, home);
  if (place === undefined) {
    console.error(`${name}: the registry does not have it.`);
    continue;
  }
  const { rows, troubles } = await check(place);
  for (const [kind, { found, loads, starts, unexplained }] of Object.entries(rows) as [keyof typeof sum, Row][]) {
    sum[kind].found += found;
    sum[kind].starts += starts;
    table[`${name} ${kind}`] = {
      found: String(found), loads: percent(loads, found), starts: percent(starts, found), "to look at": String(unexplained),
    };
  }
  console.error(`${name}: checked.`);
  if (details) for (const { path, error } of troubles) console.error(`  ${relative(place, path)}: ${error?.slice(0, 500) ?? ""}`);
}
console.table(table);
for (const [kind, { starts, found }] of Object.entries(sum)) console.log(`${kind}: ${percent(starts, found)} of ${found} start`);
if (folder === undefined) await rm(home, { recursive: true });
const isKept = (["action", "source"] as const).every((kind) => sum[kind].starts >= promised[kind] * sum[kind].found);
process.exitCode = isKept && sum.options.starts === sum.options.found ? 0 : 1;
