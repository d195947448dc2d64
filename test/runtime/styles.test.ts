/** Components in the styles of Pipedream's documentation and registry: props, options, `$`, accounts. They run here. */
import { describe, expect, test } from "@jest/globals";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describeComponent, propOptions, runAction, type RunOptions } from "pipedream-local-runtime";
import { usePicturesFolder } from "../support/folder.ts";

const folder = usePicturesFolder();

const place = (name: string) => join(process.cwd(), `test/fixtures/styles/actions/${name}.mjs`);

const run = (name: string, props: Record<string, unknown> = {}, options: RunOptions = {}) =>
  runAction(place(name), { isolate: false, environment: {}, filesFolder: folder.path(), props, ...options });

const auth = { styles: { accountName: "Ada", api_key: "secret-of-ada" } };

const options = (prop: string, question: object = {}) =>
  propOptions(place("options"), prop, { isolate: false, environment: {}, auth, ...question });

const values = (page: { options: { value: unknown }[] }) => page.options.map(({ value }) => value);

test("a component without key and version runs, with its default", async () => {
  expect(await run("hello")).toMatchObject({ ok: true, exports: { $summary: "Hello, world" }, returnValue: "Hello, world!" });
});

test("a code step of a workflow gets its app, its steps and the event that triggered it", async () => {
  expect(await run("code-step", {}, { auth, event: { body: { amount: 21 } } }))
    .toMatchObject({ ok: true, exports: { name: "Ada" }, returnValue: 42 });
});

test("each type of prop is read as Pipedream's form reads it; secrets are not shown", async () => {
  const props = {
    text: "a", texts: ["a", "b"], whole: "9", wholes: ["1"], flag: "true", flags: [true, "false"], thing: "{\"a\":1}",
    things: [{ a: 1 }], anything: "[1]", anythings: [1, "a"], query: "SELECT 1", channel: "123", password: "hunter22",
  };
  const { returnValue, logs } = await run("every-type", props);
  expect(returnValue).toStrictEqual({
    ...props, whole: 9, wholes: [1], flag: true, flags: [true, false], thing: { a: 1 },
    query: { value: "SELECT 1", query: "SELECT 1", params: [] }, folder: folder.path(),
  });
  expect(logs).toMatchObject([{ text: "the password is ***" }]);
  await expect(run("every-type", { ...props, whole: 10 })).rejects.toThrow("- whole: must be at most 9, but is 10");
});

test("a description has all that a form needs", async () => {
  const { kind, props } = await describeComponent(place("every-type"), { isolate: false });
  const prop = (name: string) => props.find((it) => it.name === name);
  expect(kind).toBe("action");
  expect(prop("notice")).toMatchObject({ type: "alert", alertType: "warning", content: "Read **this** first.", isForUser: false });
  expect(prop("text")).toMatchObject({ isRequired: true, label: "Text", hasAsyncOptions: false });
  expect(prop("whole")).toMatchObject({ min: 1, max: 9, isRequired: false });
  expect(prop("texts")).toMatchObject({ isList: true });
  expect(prop("hiddenOne")).toMatchObject({ hidden: true, isRequired: false });
  expect(prop("disabledOne")).toMatchObject({ disabled: true, isRequired: false });
  expect(prop("password")).toMatchObject({ secret: true });
  expect(prop("folder")).toMatchObject({ type: "dir", accessMode: "read-write" });
  const described = await describeComponent(place("options"), { isolate: false });
  expect(described.apps).toStrictEqual([{ prop: "styles", app: "styles" }]);
  expect(described.props.find(({ name }) => name === "shade")).toMatchObject({ hasAsyncOptions: true, dependsOn: ["color"] });
  expect(described.props.find(({ name }) => name === "own")).toMatchObject({ hasAsyncOptions: true, dependsOn: ["color"] });
  expect(described.props.find(({ name }) => name === "search")).toMatchObject({ useQuery: true });
});

describe("async options", () => {
  test("come page by page, and end", async () => {
    const pages = await Promise.all([0, 1, 2, 3].map((page) => options("color", { page })));
    expect(pages.map(values)).toStrictEqual([["amber", "blue"], ["coral", "denim"], ["ebony"], []]);
  });

  test("get an empty context first, and then the one that they returned", async () => {
    const first = await options("shade", { props: { color: "blue" } });
    expect(first).toMatchObject({ ok: true, options: [{ label: "blue 0", value: "blue-0" }], context: { cursor: 1 } });
    expect(values(await options("shade", { props: { color: "blue" }, prevContext: first.context }))).toStrictEqual(["blue-1"]);
    expect(values(await options("fixedShade"))).toStrictEqual(["fixed-0"]);
  });

  test("get a query, empty if there is none", async () => {
    expect(values(await options("search", { query: "B" }))).toStrictEqual(["amber", "blue", "ebony"]);
    expect(values(await options("search"))).toHaveLength(5);
  });

  test("see the app where the app defines them, and the component where it does", async () => {
    expect(values(await options("account"))).toStrictEqual(["Ada"]);
    expect(values(await options("own", { props: { color: "red" } }))).toStrictEqual(["red of Ada"]);
    expect(values(await options("over"))).toStrictEqual(["Ada"]);
  });

  test("see what the platform gives, such as a data store", async () => {
    expect(values(await options("record", { props: { data: { first: 1, second: 2 } } }))).toStrictEqual(["first", "second"]);
    expect(values(await options("record"))).toStrictEqual([]);
  });

  test("that fail say why, and do not reject", async () => {
    expect(await options("failing")).toMatchObject({ ok: false, options: [], error: { message: "The API said no." } });
  });
});

test("a choice keeps its label only with withLabel, however it is given", async () => {
  const chosen = async (color: unknown, size: unknown) => (await run("options", { color, size })).returnValue;
  expect(await chosen("blue", "l")).toStrictEqual({ color: "blue", size: { label: "Large", value: "l" } });
  expect(await chosen({ __lv: { label: "Blue", value: "blue" } }, { label: "Mine", value: "s" }))
    .toStrictEqual({ color: "blue", size: { label: "Mine", value: "s" } });
});

test("props that depend on values are described, required and run", async () => {
  const names = async (props: Record<string, unknown>) =>
    (await describeComponent(place("dynamic-props"), { isolate: false, props })).props.map(({ name, hidden }) => hidden ? `(${name})` : name);
  expect(await names({})).toStrictEqual(["hasHeaders", "note"]);
  expect(await names({ hasHeaders: true })).toStrictEqual(["hasHeaders", "(note)", "col_0", "col_1"]);
  expect(await run("dynamic-props", { hasHeaders: "true", col_0: "Ada" })).toMatchObject({ returnValue: { first: "Ada" } });
  await expect(run("dynamic-props", { hasHeaders: true })).rejects.toThrow("- col_0: is required (Name)");
  await expect(run("dynamic-props", { hasHeaders: false, col_0: "Ada" })).rejects.toThrow("- col_0: there is no such prop");
});

describe("flow", () => {
  test("a step that asks for it runs again, with its count and what it passed on", async () => {
    const { returnValue, usage, calls } = await run("rerun");
    expect(returnValue).toStrictEqual({ runs: 3, context: { at: 2 } });
    expect(usage).toMatchObject({ runs: 3, credits: 3 });
    expect(calls.map(({ name }) => name)).toStrictEqual(["flow.rerun", "flow.rerun"]);
  });

  test("when its retries are used up, the workflow goes on", async () => {
    expect(await run("rerun", { retries: 2, needs: 9 })).toMatchObject({ ok: true, returnValue: "later", usage: { runs: 3 } });
  });

  test("whoever resumes a suspended step gives it data; whoever cancels it ends it", async () => {
    const ask = (index: number) => run("suspend", {}, {
      onEvent(event) {
        if (event.type !== "waiting") return;
        const url = index === 0 ? event.resumeUrl : event.cancelUrl;
        void fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: "{\"yes\":true}" });
      },
    });
    expect(await ask(0)).toMatchObject({ ok: true, returnValue: "asked", exports: { $resume_data: { method: "POST", body: { yes: true } } } });
    expect(await ask(1)).toMatchObject({ ok: false, error: { message: "Workflow execution canceled." } });
  });

  test("a suspended or delayed step goes on after its time", async () => {
    expect(await run("suspend", { millis: 5 })).toMatchObject({ ok: true, returnValue: "asked" });
    expect(await run("delay")).toMatchObject({ ok: true, returnValue: 1 });
    expect(await run("suspend", {}, { skipWaits: true })).toMatchObject({ ok: true });
  });

  test("what the platform is asked for is recorded, and leaves the machine nowhere", async () => {
    const { ok, calls, requests } = await run("ask-platform");
    expect({ ok, requests }).toStrictEqual({ ok: true, requests: [] });
    expect(calls.map(({ name }) => name)).toStrictEqual([
      "send.http", "send.email", "send.s3", "send.emit", "send.sse", "respond", "flow.trigger", "flow.refreshTimeout", "flow.exit",
    ]);
    expect(calls.at(-1)).toStrictEqual({ name: "flow.exit", args: ["nothing to do"] });
  });
});

test("files below the folder are found, wherever they lie; the File Store is a folder", async () => {
  const fileStore = join(folder.path(), "store");
  const { returnValue, files } = await run("files", {}, { fileStore });
  expect(returnValue).toStrictEqual({ folder: folder.path(), isSame: true, text: "a", names: ["c.txt"] });
  expect(files).toContain(join(folder.path(), "deep/down/a.txt"));
});

test("the context is whole; earlier steps and the event come from the caller", async () => {
  const earlier = { name: "Ada" };
  const { returnValue } = await run("context", {}, { steps: { earlier }, event: { a: 1 }, context: { workflow_id: "p_mine" } });
  expect(returnValue).toMatchObject({
    context: { workflow_id: "p_mine", attempt: 1, test: true, run: { runs: 1 }, deadline: expect.any(Number) as unknown },
    trigger: { event: { a: 1 } },
    earlier,
    folder: folder.path(),
  });
});

test("expressions in values are worked out: alone with their type, in text as text", async () => {
  const steps = { a: { b: [{ c: 5 }], name: "Ada" } };
  const name = async (value: unknown) => (await run("hello", { name: value }, { steps, event: { x: 1 } })).returnValue;
  expect(await name("{{steps.a.b[0].c}} of {{ steps.a.name.toUpperCase() }}")).toBe("Hello, 5 of ADA!");
  expect(await name("{{steps.trigger.event.x}}")).toBe("Hello, 1!");
  const { returnValue } = await run("every-type", { text: "x", whole: "{{steps.a.b[0].c}}", thing: "{{steps.a}}" }, { steps });
  expect(returnValue).toMatchObject({ whole: 5, thing: steps.a });
  await expect(name("{{steps.none.x}}")).rejects.toThrow("{{steps.none.x}} cannot be worked out: Cannot read properties of undefined");
});

test("accounts have their fields exactly as they are, one for each prop, from variables too; none is shown", async () => {
  const { returnValue, logs } = await run("accounts", {}, {
    auth: { styles: { accountName: "Ada" }, target: { accountName: "Bob", api_key: "key-of-bob" } },
    environment: { AWS_ACCESS_KEY_ID: "AKIA-of-the-tests", AWS_secretAccessKey: "secret-of-the-tests" },
  });
  expect(returnValue).toStrictEqual({ source: "Ada", target: "Bob", length: [17, 19], fields: ["accountName"] });
  expect(logs).toMatchObject([{ text: "keys: *** ***" }]);
});

test("a data store keeps what it is given, in a file from run to run", async () => {
  const data = join(folder.path(), "data.json");
  await run("stores", { data });
  expect((await run("stores", { data })).returnValue).toStrictEqual({
    count: 2, keys: ["count", "date"], has: false, entries: [["count", 2], ["date", "1970-01-01T00:00:00.000Z"]],
  });
  expect((await run("stores", { data: { count: 8 } })).returnValue).toMatchObject({ count: 9 });
});

async function startEcho() {
  const server = createServer((request, response) => {
    response.writeHead(request.url?.startsWith("/http") === true ? 404 : 200, { "content-type": "application/json" })
      .end(JSON.stringify({ method: request.method, url: request.url, header: request.headers["x-a"] }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

test("an HTTP request that is a prop is sent as it is filled in", async () => {
  const { host, close } = await startEcho();
  const httpRequest = { method: "post", url: `http://${host}/x`, params: { a: "1" }, headers: [{ name: "X-A", value: "b" }], body: { c: 2 } };
  expect((await run("http-request", { httpRequest })).returnValue).toStrictEqual({ method: "POST", url: "/x?a=1", header: "b" });
  close();
});

test("requests are told with host, status and time, and no secret is in them, in logs or in errors", async () => {
  const { host, close } = await startEcho();
  const { requests, error } = await run("get", { url: `http://${host}`, token: "token-12345" });
  close();
  expect(requests).toStrictEqual([
    { id: 1, method: "GET", host, path: "/fetch/***", status: 200, millis: expect.any(Number) },
    { id: 2, method: "GET", host, path: "/http", status: 404, millis: expect.any(Number) },
  ]);
  expect(error).toMatchObject({ message: "No: ***", cause: { name: "TypeError", message: "the cause" } });
  expect(JSON.stringify(error)).not.toContain("token-12345");
});
