/** What a host says is shown as one short, harmless line, without the key; and what it says with status 200 counts. */
import { describe, expect, test } from "@jest/globals";
import type { ServerResponse } from "node:http";
import { inspect } from "node:util";
import { failAction, runAction, testKey } from "../support/binder.ts";
import { failWith } from "../support/fail-with.ts";
import { plainPicture, saved } from "../support/files.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { json, startServer } from "../support/server.ts";

const folder = usePicturesFolder();

const paid = " The request may have been carried out and paid for: compare your balance before you run it again.";

const page = (status: number, html: string, type = "text/html") => (response: ServerResponse) => {
  response.writeHead(status, { "Content-Type": type }).end(html);
};

describe("an error", () => {
  test("is one line without commands to a terminal", async () => {
    const { message, error } = await failWith((response) => {
      response.writeHead(400, { "X-Request-Id": "r\u00851" })
        .end(JSON.stringify({ name: "bad\u001b[2Jrequest\n", errors: ["\u001b[31mno\u001b[0m\r\nway", "\ud83d \u202ex"] }));
    }, { action: "generate-core" });
    expect(message).toBe("Stability AI answered 400 badrequest: no way; \ufffd x.");
    expect(error).toMatchObject({ code: "badrequest", requestId: "r 1" });
  });

  test.each([[300, "x".repeat(300)], [301, `${"x".repeat(299)}…`]])("of %d characters", async (length, said) => {
    const { message } = await failWith(json(400, { name: "bad_request", message: "x".repeat(length) }));
    expect(message).toBe(`Stability AI answered 400 bad_request: ${said}${said.endsWith("…") ? "" : "."}`);
  });

  test("of very many words is told by their beginning", async () => {
    const { message, error } = await failWith(json(400, {
      id: "i".repeat(999), name: "n".repeat(999), errors: Array(9_999).fill("no"),
    }));
    expect(message.length).toBeLessThan(300);
    expect(error).toMatchObject({ code: `${"n".repeat(99)}…`, requestId: `${"i".repeat(99)}…` });
  });

  test.each(["constructor", "__proto__", "toString", "hasOwnProperty"])("named %s is one like any other", async (name) => {
    const { message, error } = await failWith(json(400, { name, message: "No." }));
    expect(message).toBe(`Stability AI answered 400 ${name}: No.`);
    expect(error).toMatchObject({ code: name });
  });

  test.each<[string, unknown, string]>([
    ["in `error`", { error: { code: "quota", message: "No quota.", type: "new_api_error" } }, "quota: No quota."],
    ["as a text in `error`", { error: "No quota." }, "400: No quota."],
    ["in `detail`", { detail: [{ loc: ["body"], msg: "Field required." }] }, "400: Field required."],
    ["with objects among its `errors`", { name: "bad", errors: [{ message: "One." }, "Two."] }, "bad: One.; Two."],
  ])("%s is understood", async (_name, body, said) => {
    expect((await failWith(json(400, body))).message).toMatch(new RegExp(`^Stability AI answered 400 ?${said.replace("400", "")}`));
  });

  test("that breaks off still has its status, and is no lost exchange", async () => {
    const { message, error } = await failWith((response) => {
      response.writeHead(403, { "Content-Length": 1_000 }).write("{\"name\":\"permission", () => response.socket?.destroy());
    });
    expect(message).toMatch(/^HOST answered status 403 with "\{"name":"permission", which is not how Stability AI /);
    expect(error).toMatchObject({ status: 403, isLost: false });
  });
});

describe("a page", () => {
  test.each([
    ["<!DOCTYPE html><HTML><title lang=\"en\">\n Sign\n in </title>", " titled \"Sign in\""],
    [`<title>${"x".repeat(101)}</title>`, ` titled "${"x".repeat(99)}…"`],
    [`<title>\u001b[2J${testKey}</title>`, " titled \"[API key]\""],
    ["<title>never ends", ""],
    [`<title>\u0130${"\u0130".repeat(50)} A &amp; B</title>`, ` titled "\u0130${"\u0130".repeat(50)} A & B"`],
    [`<title>${"x".repeat(90)} ${testKey}</title>`, ` titled "${"x".repeat(90)} [API key]"`],
    ["<title></title>", ""],
    ["<p>no title", ""],
  ])("%j has the title%s", async (html, titled) => {
    const { message } = await failWith(page(502, html));
    expect(message).toBe(`HOST answered status 502 with an HTML page${titled}, which is not how Stability AI answers.${paid}`);
  });

  test.each(["<title>", "<title> ", "<title>\n\n", "<", " "])("that repeats %j takes no time", async (repeated) => {
    const html = `<title>${repeated.repeat(100_000)}`;
    const before = process.cpuUsage();
    await failWith(page(502, html));
    expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
  });
});

describe("the key is nowhere", () => {
  const escaped = Array.from(testKey, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`).join("");

  test.each([
    ["escaped in JSON", `{"id":"${escaped}","name":"${escaped}","errors":["${escaped}"]}`],
    ["in capitals", JSON.stringify({ id: testKey.toUpperCase(), name: testKey.toUpperCase(), message: testKey.toUpperCase() })],
    ["in a URL", JSON.stringify({ id: "i", name: "n", message: `http://x/?key=${escaped.replaceAll("\\u00", "%")}` })],
    ["in no JSON", `{"broken ${escaped} ${testKey}`],
  ])("%s", async (_name, body) => {
    const { error } = await failWith(page(400, body, "application/json"), { key: testKey });
    expect(inspect(error)).not.toMatch(/of-the-tests|OF-THE-TESTS/);
    expect(error.message).toContain("[API key]");
  });

  test("not in the names and texts of engines, and they are harmless", async () => {
    await startServer(json(200, [{ id: "e", name: `${testKey}\u001b[2J`, description: "x".repeat(501), type: "PICTURE" }]));
    const { result } = await runAction<unknown>("list-engines", {});
    expect(JSON.stringify(result)).toContain("\"name\":\"[API key]\"");
    expect(JSON.stringify(result)).toContain(`"${"x".repeat(499)}…"`);
  });

  test("not in the id of what was started", async () => {
    const image = await saved(folder.path(), "a.png", await plainPicture());
    await startServer(json(200, { id: `id-${testKey}` }));
    const props = { subjectImage: image, backgroundPrompt: "x", waitForResult: false };
    const { result, exports } = await runAction("replace-background-and-relight", props);
    expect(result.id).toBe("id-[API key]");
    expect(inspect(exports)).not.toContain(testKey);
  });
});

describe("status 200 with an error says the host's words", () => {
  const envelopes: readonly [string, unknown][] = [
    ["v1", { id: "e1", name: "content_moderation", message: "Flagged." }],
    ["v2", { id: "e1", name: "content_moderation", errors: ["Flagged."] }],
    ["a gateway", { error: { id: "e1", code: "content_moderation", message: "Flagged." } }],
  ];
  const said = "Stability AI answered 200 content_moderation: Flagged. Change the prompt or the picture.";

  test.each(envelopes)("where something is started, in the envelope of %s", async (_name, body) => {
    const image = await saved(folder.path(), "a.png", await plainPicture());
    const { message, error } = await failWith(json(200, body), {
      action: "replace-background-and-relight", props: { subjectImage: image, backgroundPrompt: "x" },
    });
    expect(message).toBe(`${said}${paid}`);
    expect(error).toMatchObject({ code: "content_moderation", requestId: "e1", status: 200 });
  });

  test.each(envelopes)("where something is read, in the envelope of %s", async (_name, body) => {
    const { requests } = await startServer(json(200, body));
    expect((await failAction("balance", {})).message).toBe(said);
    expect(requests).toHaveLength(1);
  });

  test("but a message beside what was asked for is no error", async () => {
    await startServer(json(200, { credits: 5, message: "Welcome.", error: null, errors: [] }));
    expect((await runAction<unknown>("balance", {})).result).toMatchObject({ credits: 5 });
  });
});

test.each([["\ufeff{\"credits\":5}"], [" \r\n{\"credits\":5}\n"]])("JSON may be written as %j", async (text) => {
  await startServer(page(200, text, "text/plain"));
  expect((await runAction<unknown>("balance", {})).result).toMatchObject({ credits: 5 });
});

test("JSON that is whole counts, whatever the transfer does after it", async () => {
  const text = "{\"credits\":5}";
  const { requests } = await startServer((response) => {
    response.writeHead(200, { "Content-Length": 99 }).write(text, () => setTimeout(() => response.socket?.resetAndDestroy(), 50));
  });
  expect((await runAction<unknown>("balance", {})).result).toMatchObject({ credits: 5 });
  expect(requests).toHaveLength(1);
});

test.each([[1_048_576, true], [1_048_577, false]])("JSON of %d bytes: %p", async (bytes, isRead) => {
  const empty = "{\"credits\":5,\"x\":\"\"}";
  await startServer(page(200, empty.replace("\"\"}", `"${"x".repeat(bytes - empty.length)}"}`), "application/json"));
  const outcome = await runAction("balance", {}).then(() => "", (error: unknown) => (error as Error).message);
  expect(outcome).toBe(isRead ? "" : "The host answered something else than Stability AI's API does.");
});
