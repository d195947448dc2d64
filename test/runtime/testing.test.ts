/** What the runtime gives to tests: matchers, and HTTP that is recorded once and replayed. */
import { expect, test } from "@jest/globals";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { runAction } from "pipedream-local-runtime";
import { matchers, withRecordedHttp } from "pipedream-local-runtime/jest";
import { usePicturesFolder } from "../support/folder.ts";

const folder = usePicturesFolder();

const place = (name: string) => join(process.cwd(), `test/fixtures/styles/actions/${name}.mjs`);

test("matchers say what a result has, and what it lacks", async () => {
  const result = await runAction(place("files"), { isolate: false, filesFolder: folder.path(), fileStore: join(folder.path(), "store") });
  expect(matchers.toSucceed(result).pass).toBe(true);
  expect(matchers.toHaveSavedFile(result, /a\.txt$/).pass).toBe(true);
  expect(matchers.toHaveSavedFile(result, "none.png").pass).toBe(false);
  const hello = await runAction(place("hello"), { isolate: false, filesFolder: folder.path() });
  expect(matchers.toExport(hello, "$summary", "Hello, world").pass).toBe(true);
  expect(matchers.toExport(hello, "$summary", /world/).pass).toBe(true);
  expect(matchers.toExport(hello, "$summary").pass).toBe(true);
  expect(matchers.toExport(hello, "$summary", "Bye").message()).toContain("The result was expected to export $summary as 'Bye'");
  expect(matchers.toExport(hello, "other").pass).toBe(false);
  expect(matchers.toFailWith(hello, "no").pass).toBe(false);
});

test("HTTP is recorded without secrets, and replayed when nothing answers any more", async () => {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json", "set-cookie": "a=b" }).end("{\"token\":\"token-12345\",\"n\":1}");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/data`;
  const path = join(folder.path(), "recorded/data.json");
  const run = () => withRecordedHttp(path, () => runAction(place("http-request"), {
    isolate: false,
    filesFolder: folder.path(),
    props: { httpRequest: { url, headers: { authorization: "Bearer token-12345" } } },
  }), { secrets: ["token-12345"] });

  expect((await run()).returnValue).toStrictEqual({ token: "token-12345", n: 1 });
  server.close();
  server.closeAllConnections();
  expect((await run()).returnValue).toStrictEqual({ token: "***", n: 1 });
  expect(await readFile(path, "utf8")).not.toMatch(/token-12345|authorization|set-cookie/i);
});
