/** Generations that take their time: started once, waited for, and never lost. The time of the waits passes at once. */
import { beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { mkdir, rm } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { basename } from "node:path";
import sharp from "sharp";
import { failAction, runAction, testKey, type Running } from "../support/binder.ts";
import { useEmulator } from "../support/emulator.ts";
import { expectNoKey } from "../support/fail-with.ts";
import { plainPicture, saved } from "../support/files.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { json, startServer } from "../support/server.ts";
import { steer, usePassingTime } from "../support/steering.ts";
import { sendMedia } from "../support/v2-host.ts";

const folder = usePicturesFolder();

const relight = "replace-background-and-relight";
const id = "a".repeat(64);

let picture: Buffer;
beforeAll(async () => {
  picture = await plainPicture();
});

let props: Record<string, unknown>;
beforeEach(async () => {
  props = { subjectImage: await saved(folder.path(), "subject.png", picture), backgroundPrompt: "a beach", seed: 7 };
});

/** What an error says behind its reason, where a generation goes on without us. */
const fetchIt = (of: string) =>
  `The generation was started: **Get Generation Result** fetches it for 24 hours by its id ${of}`;

const madeFiles = async () => (await folder.files()).filter((name) => name !== "subject.png");

describe("against the emulator", () => {
  const emulator = useEmulator({ asOf: "any" });
  const { requests, credits, setRipening, fault, advance } = steer(emulator);
  const { slept, methods } = usePassingTime(advance);
  const results = "/v2beta/results/*";

  const idOf = async () => {
    const [, poll] = await requests();
    return poll?.path.split("/").at(-1) ?? "";
  };

  const sent = { subjectImage: expect.objectContaining({ contentType: "image/png", width: 64, height: 64 }) as unknown };

  test("waits 10 s between polls, saves the picture, and tells its id", async () => {
    const { result, exports } = await runAction(relight, props, { methods });
    const [start, ...polls] = await requests();
    expect(start).toMatchObject({ path: "/v2beta/stable-image/edit/replace-background-and-relight", status: 200 });
    expect(polls.map(({ path, status }) => `${path} ${status ?? 0}`)).toStrictEqual([
      `/v2beta/results/${result.id ?? ""} 202`,
      `/v2beta/results/${result.id ?? ""} 200`,
    ]);
    expect(slept).toStrictEqual([10_000, 10_000]);
    expect(await sharp(result.filePath).metadata()).toMatchObject({ format: "png", width: 64, height: 64 });
    expect(result).toStrictEqual({
      filePath: result.filePath,
      filePaths: [result.filePath],
      images: [expect.objectContaining({ seed: 7, finishReason: "SUCCESS" })],
      id: expect.stringMatching(/^[0-9a-f]{64}$/),
      credits: 8,
      parameters: props,
      sent,
    });
    expect(exports["$summary"]).toBe("Replaced the background and relit the subject (64x64, about 8 credits)");
    expect(await credits()).toBe(992);
  });

  test("does not wait if it is not to, and says how to get the result", async () => {
    const { result, exports } = await runAction(relight, { ...props, waitForResult: false }, { methods });
    expect(await requests()).toHaveLength(1);
    expect(slept).toStrictEqual([]);
    expect(result).toStrictEqual({
      filePaths: [],
      images: [],
      id: expect.stringMatching(/^[0-9a-f]{64}$/),
      credits: 8,
      parameters: { ...props, waitForResult: false },
      sent,
      status: "in-progress",
    });
    expect(exports["$summary"]).toBe(`Not ready yet; **Get Generation Result** fetches it by its id ${result.id ?? ""}`);
    expect(await madeFiles()).toStrictEqual([]);
  });

  test.each<[string, number | undefined, number[]]>([
    ["50 s where the host does not say", undefined, [10_000, 10_000, 10_000, 10_000]],
    ["as long as the host lets the step run", 35_000, [10_000, 10_000, 10_000]],
    ["not at all where there is no time for it", 10_900, []],
    ["but no more than 300 s", 3_600_000, Array.from({ length: 29 }, () => 10_000)],
  ])("waits %s, and then says that it is in progress", async (_name, millis, waits) => {
    await setRipening(86_400_000);
    const begin = Date.now();
    const running: Running = { methods, ...millis !== undefined && { deadline: begin + millis } };
    const { result } = await runAction(relight, props, running);
    expect(slept).toStrictEqual(waits);
    expect(Date.now() - begin).toBeLessThan(millis ?? 50_000);
    expect(result).toMatchObject({ status: "in-progress", credits: 8, filePaths: [] });
    expect(await requests()).toHaveLength(1 + waits.length);
    expect(await credits()).toBe(992);
  });

  test.each<[string, object, number]>([
    ["a reset", { resetAfterBytes: 0 }, 10_000],
    ["a reset in the middle of the picture", { resetAfterBytes: 500 }, 10_000],
    ["a picture that is cut off", { truncateAfterBytes: 500 }, 10_000],
    ["a fault of the server", { status: 500, body: { id: "1", name: "internal_error", errors: ["No."] } }, 10_000],
    ["HTML of a gateway", { html: { status: 502 } }, 10_000],
    ["HTML with status 200", { html: { status: 200 } }, 10_000],
    ["an empty answer with status 200", { status: 200 }, 10_000],
    ["too many requests, a minute later", { rateLimit: true }, 60_000],
    ["too many requests, when the host says", {
      status: 429, headers: { "retry-after": "30" }, body: { id: "1", name: "rate_limit_exceeded", errors: ["No."] },
    }, 30_000],
  ])("%s while polling does not end the waiting", async (_name, effect, pause) => {
    await setRipening(0);
    await fault({ method: "GET", path: results, ...effect });
    const { result } = await runAction(relight, props, { methods, deadline: Date.now() + 200_000 });
    expect(slept).toStrictEqual([10_000, pause]);
    expect(await sharp(result.filePath).stats()).toHaveProperty("channels");
    expect(await requests()).toHaveLength(3);
    expect(await madeFiles()).toStrictEqual([basename(result.filePath ?? "")]);
    expect(await credits()).toBe(992);
  });

  test("faults without end: when the time is up, nobody knows whether it is in progress, and the fault is told", async () => {
    await fault({ method: "GET", path: results, html: { status: 502 }, count: null });
    const { result, exports } = await runAction(relight, props, { methods });
    const [failure] = result.failures ?? [];
    expect(result).toMatchObject({ status: "unknown", credits: 8 });
    expect(failure).toMatchObject({ status: 502, message: expect.stringContaining("answered status 502 with an HTML page") });
    expect(exports["$summary"]).toBe("Not known whether it is ready (the last look failed: "
      + `${failure?.message ?? "?"}); **Get Generation Result** fetches it by its id ${result.id ?? "?"}`);
  });

  test("too many requests, and nothing else: the user reads that, and not that it is in progress", async () => {
    await fault({ method: "GET", path: results, rateLimit: true, count: null });
    const { result, exports } = await runAction(relight, props, { methods });
    expect(result).toMatchObject({ status: "unknown", failures: [{ status: 429, code: "rate_limit_exceeded" }] });
    expect(exports["$summary"]).toMatch(/^Not known whether it is ready \(the last look failed: Stability AI answered 429/);
  });

  test.each<[string, object, string]>([
    [
      "a key that is no more",
      { status: 401, body: { id: "1", name: "unauthorized", errors: ["authorization: invalid or missing header value"] } },
      "Stability AI answered 401 unauthorized: authorization: invalid or missing header value. Check the API key of the "
      + "connected account; keys are listed at https://platform.stability.ai/account/keys. ",
    ],
    [
      "a generation that is not known any more",
      { status: 404, body: { id: "1", name: "generation_not_found", errors: ["id: it does not exist."] } },
      "Stability AI answered 404 generation_not_found: id: it does not exist. A result is kept for 24 hours, and only for "
      + "the key that asked for it. ",
    ],
  ])("%s while polling is an error that has the id", async (_name, effect, message) => {
    await fault({ method: "GET", path: results, ...effect });
    const error = await failAction(relight, props, { methods });
    const made = await idOf();
    expect(error.message).toBe(message + fetchIt(made));
    expect(made).toMatch(/^[0-9a-f]{64}$/);
    expectNoKey(error);
    expect(slept).toStrictEqual([10_000]);
  });

  test("a folder that does not exist does not lose the picture: the error has the id, and there it is", async () => {
    const stash = process.env["STASH_DIR"];
    const gone = `${folder.path()}/gone`;
    await mkdir(gone);
    process.env["STASH_DIR"] = gone;
    const _sleep = async (millis: unknown) => {
      await rm(gone, { recursive: true, force: true });
      await methods._sleep(millis);
    };
    const { message } = await failAction(relight, props, { methods: { ...methods, _sleep } });
    const made = await idOf();
    expect(message).toBe(
      `The picture could not be saved in ${gone}: the folder does not exist. It was made and paid for; `
      + `mend this before you run it again. ${fetchIt(made)}`,
    );
    process.env["STASH_DIR"] = stash;
    const { result } = await runAction("get-generation-result", { id: made });
    expect(result.filePaths).toHaveLength(1);
    await requests();
    expect(await credits()).toBe(992);
  });

  describe("a picture that was filtered", () => {
    const gore = () => ({ ...props, backgroundPrompt: "gore" });

    test("is an error with the id, and is kept", async () => {
      const { message } = await failAction(relight, gore(), { methods });
      const [file] = await madeFiles();
      expect(message).toBe(
        "No usable picture came back: it was filtered, so it is blurred. Change the prompt or the picture. Saved all the same: "
        + `${folder.path()}/${file ?? "?"}. ${fetchIt(await idOf())}`,
      );
    });

    test("is kept or skipped, as the prop says", async () => {
      const { result: kept } = await runAction(relight, { ...gore(), onContentFiltered: "keep" }, { methods });
      expect(kept.images).toMatchObject([{ finishReason: "CONTENT_FILTERED", filePath: kept.filePath }]);
      const before = await madeFiles();
      const { result: skipped } = await runAction(relight, { ...gore(), onContentFiltered: "skip" }, { methods });
      expect(skipped.images).toStrictEqual([{ seed: 7, finishReason: "CONTENT_FILTERED" }]);
      expect(skipped.filePaths).toStrictEqual([]);
      expect(await madeFiles()).toStrictEqual(before);
    });
  });
});

describe("a start that is lost", () => {
  const { slept, methods } = usePassingTime();
  const paid = "The request may have been carried out and paid for: compare your balance before you run it again.";

  test.each<[string, (response: ServerResponse) => unknown]>([
    ["by a reset", (response) => response.socket?.resetAndDestroy()],
    ["in the middle of the answer", (response) =>
      response.writeHead(200, { "Content-Type": "application/json", "Content-Length": 90 })
        .write("{\"id\": \"aaa", () => response.destroy())],
  ])("%s is not sent again, and may have been paid", async (_name, answer) => {
    const { url, requests } = await startServer((response) => void answer(response));
    const error = await failAction(relight, props, { methods });
    expect(error.message).toBe(`The exchange with ${url} failed: the connection broke. ${paid}`);
    expectNoKey(error);
    expect(requests).toHaveLength(1);
    expect(slept).toStrictEqual([]);
  });

  test.each<[string, (response: ServerResponse) => void]>([
    ["HTML of a gateway", (response) => response.writeHead(502).end("<html></html>")],
    ["HTML with status 200", (response) => response.writeHead(200).end("<html></html>")],
    ["JSON without an id", json(200, { hello: 1 })],
    ["JSON with an id that is no text", json(200, { id: 1 })],
    ["JSON with an empty id", json(200, { id: "" })],
  ])("by %s is not sent again", async (_name, answer) => {
    const { requests } = await startServer(answer);
    const error = await failAction(relight, props, { methods });
    expect(error.name).toBe("StabilityError");
    expectNoKey(error);
    expect(requests).toHaveLength(1);
    expect(slept).toStrictEqual([]);
  });
});

describe("a result", () => {
  const { slept, methods } = usePassingTime();

  /** Starts at once, and answers polls in turn, the last one from then on. */
  async function startHost(...polls: ((response: ServerResponse) => void)[]) {
    let turn = 0;
    return startServer((response, { method }) => {
      if (method === "POST") json(200, { id })(response);
      else polls[Math.min(turn++, polls.length - 1)]?.(response);
    });
  }

  test("is asked for with the key, and without a form", async () => {
    const { requests } = await startHost((response) => {
      sendMedia(response, picture);
    });
    await runAction(relight, props, { methods });
    expect(requests[1]).toMatchObject({
      method: "GET",
      path: `/v2beta/results/${id}`,
      body: "",
      headers: { authorization: `Bearer ${testKey}`, accept: "*/*" },
    });
  });

  test("that was in progress, and then could not be looked up: both are told", async () => {
    await startHost(json(202, { id, status: "in-progress" }), (response) => response.writeHead(502).end("<html></html>"));
    const { result, exports } = await runAction(relight, props, { methods });
    expect(result).toMatchObject({ status: "in-progress", failures: [{ status: 502 }] });
    expect(exports["$summary"]).toMatch(/^Not ready yet \(the last look failed: .* status 502 .*\); \*\*Get Generation Result/);
  });

  test.each<[string, object, string]>([
    ["failed", { id, status: "failed", errors: ["The subject was not found."] }, "failed: The subject was not found."],
    ["was cancelled", { id, status: "cancelled" }, "cancelled."],
    ["has errors", { id, errors: ["No."] }, "No."],
  ])("that %s, with status 202, is no result that is in progress", async (_name, said, words) => {
    const { requests } = await startHost(json(202, said));
    const { message } = await failAction(relight, props, { methods });
    expect(message).toBe(`Stability AI says of the generation: ${words} ${fetchIt(id)}`);
    expect(requests).toHaveLength(2);
  });

  test.each<[string, (response: ServerResponse) => void]>([
    ["nothing", (response) => response.writeHead(202).end()],
    ["a web page", (response) => response.writeHead(202).end("<html></html>")],
    ["another word", json(202, { id, status: "queued" })],
    ["half of it", (response) => {
      response.writeHead(202, { "Content-Length": 99 }).write("{\"id\":", () => response.destroy());
    }],
  ])("that is in progress with %s behind status 202 is in progress", async (_name, answer) => {
    await startHost(answer, (response) => {
      sendMedia(response, picture);
    });
    const { result } = await runAction(relight, props, { methods });
    expect(result.filePaths).toHaveLength(1);
  });

  test("is waited for with a line for each look, and its id is exported and printed as soon as it is known", async () => {
    const lines: unknown[] = [];
    const log = jest.spyOn(console, "log").mockImplementation((line) => lines.push(line));
    await startHost(json(202, { id, status: "in-progress" }), (response) => response.writeHead(502).end(), (response) => {
      sendMedia(response, picture);
    });
    const { exports } = await runAction(relight, props, { methods });
    log.mockRestore();
    expect(lines).toStrictEqual([
      `Started generation ${id}; **Get Generation Result** fetches it for 24 hours`,
      `Looked 1 time, 10 s: generation ${id} is in progress`,
      expect.stringMatching(/^Looked 2 times, 20 s: .* answered status 502 with nothing at all/),
    ]);
    expect(exports["id"]).toBe(id);
  });

  test("that hangs is given up in time, and nobody knows whether it is in progress", async () => {
    await startHost(() => undefined);
    const begin = Date.now();
    const { result } = await runAction(relight, props, { methods, deadline: begin + 12_500 });
    expect(slept).toStrictEqual([10_000]);
    expect(result).toMatchObject({ status: "unknown", id, credits: 8 });
    expect(result.failures).toMatchObject([{ message: expect.stringContaining("no complete answer came within") }]);
    expect(Date.now()).toBeLessThan(begin + 12_500);
  });
});
