/** HTTP that is recorded into a file the first time and replayed from it ever after, by nock. */
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import nock from "nock";
import { createRedactor } from "../component/redact.ts";

export interface RecordingOptions {
  /** Whether to record anew what was recorded before. */
  update?: boolean;
  /** What must not stand in the file: keys, tokens. */
  secrets?: readonly string[];
}

/** Headers that are nobody's business, or different each time. */
const dropped = new Set(["authorization", "cookie", "set-cookie", "x-api-key", "date"]);

function withoutHeaders(headers: unknown): unknown {
  if (Array.isArray(headers)) {
    return headers.filter((_value, index) => !dropped.has(String(headers[index - index % 2]).toLowerCase()));
  }
  if (typeof headers !== "object" || headers === null) return headers;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.has(name.toLowerCase())));
}

async function record<T>(path: string, task: () => Promise<T>, secrets: readonly string[]): Promise<T> {
  nock.recorder.rec({ output_objects: true, dont_print: true });
  try {
    const result = await task();
    const calls = nock.recorder.play() as nock.Definition[];
    const { value } = createRedactor(secrets);
    const kept = calls.map((call) => value({
      ...call,
      reqheaders: undefined,
      rawHeaders: withoutHeaders((call as { rawHeaders?: unknown }).rawHeaders),
    }));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `${JSON.stringify(kept, null, 2)}\n`);
    return result;
  } finally {
    nock.restore();
    nock.recorder.clear();
  }
}

async function replay<T>(path: string, task: () => Promise<T>): Promise<T> {
  const calls = JSON.parse(await readFile(path, "utf8")) as nock.Definition[];
  if (!nock.isActive()) nock.activate();
  nock.define(calls);
  nock.disableNetConnect();
  try {
    return await task();
  } finally {
    nock.cleanAll();
    nock.enableNetConnect();
    nock.restore();
  }
}

/**
 * Runs a task whose HTTP is answered from a file; where there is none yet, the network answers and the file is written.
 * A component has to run in this process for it: `runAction(path, { isolate: false })`.
 */
export async function withRecordedHttp<T>(
  path: string,
  task: () => Promise<T>,
  { update = false, secrets = [] }: RecordingOptions = {},
): Promise<T> {
  return update || !existsSync(path) ? record(path, task, secrets) : replay(path, task);
}
