/** `source <source>`: runs a source for a person who watches it. */
import { join } from "node:path";
import type { ComponentDescription } from "../component/describe.ts";
import { runSource } from "../source/run-source.ts";
import type { SourceEvent } from "../source/source-result.ts";
import type { Given } from "./component-flags.ts";
import { untilInterrupted } from "./interruption.ts";
import { exitCodeOf, reportError, reportEvent, summaryOf } from "./report.ts";
import { workerFor, type Setting } from "./setting.ts";

/** Where a source is remembered if nothing else is said: below the current folder. */
const standardDbPath = ({ key, name }: ComponentDescription) =>
  join(".pipedream", `${key ?? name.replaceAll(/\W+/g, "-")}.json`);

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** @returns the exit code: 0 if the last run succeeded; stderr says what else was wrong */
export async function sourceCommand(
  description: ComponentDescription,
  given: Given,
  setting: Setting,
): Promise<number> {
  const { output, environment, accounts } = setting;
  const limits = given.limits(setting.limits);
  const [props, event] = await Promise.all([given.props(), given.json("event")]);
  const [times, intervalSeconds, port] = [given.number("times"), given.number("interval"), given.number("port")];
  const dbPath = given.text("db") ?? standardDbPath(description);
  const json = given.has("json");
  const tell = (line: string) => output.stderr.write(`${line}\n`);
  const length = event !== undefined ? "one run with the given event" : times === undefined ? "Ctrl+C stops it" : counted(times, "run");
  tell(`${description.name}: ${length}; it is remembered in ${dbPath}.`);

  const onEvent = (happening: SourceEvent) => {
    if (happening.type === "log") tell(happening.text);
    else if (happening.type === "emit") reportEvent(happening.event, { json, output });
    else if (happening.type === "listening") tell(`It answers at ${happening.endpoint}`);
    else if (happening.type === "warning") tell(`Warning: ${happening.text}`);
    else if (happening.type === "stop" && happening.error !== null) reportError(happening.error, output);
  };
  const files = given.text("files");
  const result = await untilInterrupted((signal) => runSource(description.path ?? "", {
    props,
    auth: accounts,
    environment,
    limits,
    signal,
    ...workerFor(setting, limits),
    redact: true,
    intervalSeconds,
    cron: given.text("cron"),
    times,
    port,
    dbPath,
    onEvent,
    ...event !== undefined && { event },
    ...files !== undefined && { filesFolder: files },
  }));
  tell(summaryOf(result));
  return exitCodeOf(result.error);
}
