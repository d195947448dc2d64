/** Each result that is printed, or resolved to, is held against `result.schema.json` by ajv. */
import { expect, test } from "@jest/globals";
import { AjvJsonSchemaValidator } from "@modelcontextprotocol/sdk/validation/ajv";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { runSource } from "pipedream-local-runtime";
import { usePicturesFolder } from "../support/folder.ts";
import { callIn } from "./call.ts";

const folder = usePicturesFolder();

const schema = JSON.parse(readFileSync("runtime/result.schema.json", "utf8")) as { $defs: Record<string, object> };

/** What is wrong with a value; `undefined` if nothing is. */
const faultOf = (value: unknown, part: object = schema) =>
  new AjvJsonSchemaValidator().getValidator({ ...part, $defs: schema.$defs })(value).errorMessage;

const dream = callIn("dreamapp");

const styles = (path: string) => join(process.cwd(), "test/fixtures/styles", `${path}.mjs`);

async function printed(...args: string[]) {
  const { code, stdout } = await dream(...args, "--json");
  return { code, shape: JSON.parse(stdout) as Record<string, unknown> };
}

const hasReturned = { ok: true, error: null };

test.each<[string, string[], number, object]>([
  ["success, with a call of the platform", ["greet", "--name", "Ada"], 0, { ...hasReturned, calls: [{ name: "send.email" }] }],
  ["nothing returned", [styles("attacks/open-server")], 0, { ...hasReturned, warnings: [expect.any(String)] }],
  ["several runs", [styles("actions/rerun"), "--skip-waits"], 0, { usage: { runs: 3 } }],
  ["an error of the component", ["break", "--how", "no"], 1, { error: { kind: "component", name: "ApiError" } }],
  ["a fault in the component", ["break", "--how", "fault"], 1, { error: { kind: "component", name: "TypeError" } }],
  ["thrown text", [styles("attacks/throw-text")], 1, { error: { message: "only text" } }],
  ["a value that is missing", ["greet"], 2, { error: { kind: "use", problems: [{ prop: "name" }] } }],
  ["a flag that is unknown", ["greet", "--nmae", "Ada"], 2, { error: { kind: "use" } }],
  ["an action that is unknown", ["great"], 2, { error: { kind: "use" }, usage: { runs: 0 } }],
  ["a file that cannot be loaded", [styles("loading/missing-package")], 2, { error: { kind: "use" } }],
  ["a limit of time", [styles("attacks/loop"), "--timeout", "0.5"], 3, { exports: { before: 1 }, error: { kind: "limit", name: "Timeout" } }],
  ["a source that is unknown", ["source", "dreams"], 2, { ok: false, error: { kind: "use" } }],
  ["options that fail", ["options", styles("actions/options"), "failing"], 1, { ok: false, error: { kind: "component" } }],
  ["options of no prop", ["options", "greet", "colour"], 2, { ok: false, error: { kind: "use" } }],
])("%s", async (_name, args, code, expected) => {
  const result = await printed(...args);
  expect(result).toMatchObject({ code, shape: expected });
  expect(faultOf(result.shape)).toBeUndefined();
});

test("requests that were answered, and that were not; an error with its cause", async () => {
  const server = createServer((_request, response) => response.end("{}"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const get = () => printed(styles("actions/get"), "--url", url, "--token", "not-for-you");
  const answered = await get();
  server.close();
  await once(server, "close");
  const refused = await get();
  expect(answered.shape).toMatchObject({ requests: [{ id: 1, status: 200 }, { id: 2, status: 200 }], error: { cause: { message: "the cause" } } });
  expect(refused.shape).toMatchObject({ requests: [{ id: 1, error: expect.stringContaining("ECONNREFUSED") as unknown }] });
  expect([answered, refused].map(({ shape }) => faultOf(shape))).toStrictEqual([undefined, undefined]);
});

test("a source: what it resolves to, and each line that is printed", async () => {
  const path = join(process.cwd(), "test/fixtures/dreamapp/sources/new-dream/new-dream.mjs");
  const resolved = await runSource(path, { props: { mood: "calm", failAt: ["2"] }, times: 2, intervalSeconds: 0.001 });
  expect(resolved).toMatchObject({ ok: false, runs: 2, events: [{ id: "dream-1" }, { id: "dream-2" }], db: { polls: 2 } });
  expect(faultOf(JSON.parse(JSON.stringify(resolved)))).toBeUndefined();

  const db = join(folder.path(), "dream.json");
  const flags = ["--interval", "0.001", "--db", db, "--json"];
  const { stdout } = await dream("source", "--times", "2", "new-dream", "--mood", "calm", ...flags);
  const lines = stdout.trimEnd().split("\n").map((line) => JSON.parse(line) as unknown);
  expect(lines).toHaveLength(2);
  expect(lines.map((line) => faultOf(line, { $ref: "#/$defs/event" }))).toStrictEqual([undefined, undefined]);
});

test("what is undocumented, left out or of another kind is refused", async () => {
  const { shape } = await printed("greet", "--name", "Ada");
  const { usage, ...withoutUsage } = shape;
  const { returnValue, ...withoutReturn } = shape;
  for (const wrong of [
    withoutUsage, withoutReturn, { ...shape, usage: {} }, { ...shape, extra: 1 },
    { ...shape, events: [], db: {}, runs: 1 },
    { ...shape, error: { name: "Error", message: "no", kind: "other" } }, { ...shape, logs: [{ text: "a" }] },
    { ...shape, usage, returnValue, files: [1] },
  ]) expect(faultOf(wrong)).toEqual(expect.any(String));
});
