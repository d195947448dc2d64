/** Time before money: what is paid for is asked for only if there is time for the answer. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import type { ServerResponse } from "node:http";
import { expectedAnswers, leastAnswerMillis } from "../../components/dreamstudio/operations/expected-answers.ts";
import { failAction, runAction } from "../support/binder.ts";
import { plainPicture, saved } from "../support/files.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { json, startServer } from "../support/server.ts";
import { usePassingTime } from "../support/steering.ts";
import { sendError, sendMedia } from "../support/v2-host.ts";

const folder = usePicturesFolder();
const { slept, methods } = usePassingTime();

/** What a step keeps for itself, behind its requests. */
const reserveMillis = 1_000;

const prompt = "x";

let picture: Buffer;
beforeAll(async () => {
  picture = await plainPicture();
});

const draw = (response: ServerResponse): void => {
  sendMedia(response, picture);
};

/** A deadline that leaves so many milliseconds for requests. */
const leaves = (millis: number) => Date.now() + reserveMillis + millis;

describe("a request that costs credits", () => {
  const image = () => saved(folder.path(), "image.png", picture);

  test.each<[string, (path: string) => object]>([
    ["text-to-image", () => ({ prompt })],
    ["generate-core", () => ({ prompt })],
    ["generate-core", () => ({ prompt, count: 3 })],
    ["search-and-recolor", (path) => ({ image: path, prompt, selectPrompt: "x" })],
    ["upscale-conservative", (path) => ({ image: path, prompt })],
    ["upscale-creative", (path) => ({ image: path, prompt, waitForResult: false })],
    ["api-request", () => ({ method: "POST", path: "/v2beta/new" })],
  ])("%s is sent only if there is half of the time that it was seen to take", async (action, props) => {
    const { requests } = await startServer(json(400, { id: "1", name: "bad_request", errors: ["No."] }));
    const given = props(await image());
    const least = leastAnswerMillis(action);
    const refused = await failAction(action, given, { deadline: leaves(least - 1) });
    expect(refused.name).toBe("ConfigurationError");
    expect(refused.message)
      .toMatch(/^Nothing was sent: the step has \d+(\.\d)? s left, and an answer takes \d+(\.\d)? s or more\./);
    expect(requests).toStrictEqual([]);
    expect(await folder.files()).toStrictEqual(["image.png"]);
    await failAction(action, given, { deadline: leaves(least + 2_000) });
    expect(requests.length).toBeGreaterThan(0);
  });

  test.each([[0], [-5_000]])("is not sent with %d ms left, as many as are asked for", async (millis) => {
    const { requests } = await startServer(draw);
    const { message } = await failAction("generate-core", { prompt, count: 10 }, { deadline: leaves(millis) });
    expect(message).toBe("Nothing was sent: the step has no time left. Give it a longer timeout.");
    expect(requests).toStrictEqual([]);
  });

  test("needs no less than 3 s, and what was seen to take 28.4 s needs 14.2 s", () => {
    expect(Math.min(...Object.keys(expectedAnswers).map(leastAnswerMillis), leastAnswerMillis("new"))).toBe(3_000);
    expect(leastAnswerMillis("upscale-conservative")).toBe(14_200);
  });

  test("what is free is asked for with any time that is left", async () => {
    const { requests } = await startServer(json(200, { credits: 5 }));
    await runAction("balance", {}, { deadline: leaves(50) });
    expect(requests).toHaveLength(1);
  });
});

describe("several pictures", () => {
  test("of 1 s each, with 5 s left: every request that goes out is answered, and what is left out is not sent", async () => {
    const { requests } = await startServer((response) => {
      setTimeout(() => {
        draw(response);
      }, 1_000);
    });
    const { result } = await runAction("generate-core", { prompt, count: 10 }, { deadline: leaves(5_200) });
    expect(requests.length).toBeGreaterThanOrEqual(3);
    expect(requests.length).toBeLessThan(10);
    expect(result.filePaths).toHaveLength(requests.length);
    expect(result.failures).toHaveLength(10 - requests.length);
    for (const { message } of result.failures ?? []) {
      expect(message).toMatch(/^Not sent: the step has .* s left, and an answer may take /);
    }
  });

  test.each<[number, number, number]>([
    [20_000, 6_000, 3],
    [60_000, 6_000, 8],
    [300_000, 6_000, 10],
  ])("with %d ms left, and answers of %d ms one by one: up to %d requests, none too late", async (left, each, most) => {
    const endsAt = Date.now() + left;
    const starts: number[] = [];
    let slowest = 0;
    const { requests } = await startServer((response) => {
      starts.push(endsAt - Date.now());
      expect(endsAt - Date.now()).toBeGreaterThanOrEqual(slowest);
      void methods._sleep(each).then(() => {
        slowest = Math.max(slowest, each);
        draw(response);
      });
    });
    const { result } = await runAction("generate-core", { prompt, count: 10 }, { deadline: endsAt + reserveMillis });
    expect(result.filePaths).toHaveLength(requests.length);
    expect(requests.length).toBeGreaterThanOrEqual(Math.min(3, most));
    expect(Math.min(...starts)).toBeGreaterThanOrEqual(0);
  });
});

describe("after too many requests", () => {
  const tooMany = (retryAfter?: string) => (response: ServerResponse): void => {
    if (retryAfter !== undefined) response.setHeader("Retry-After", retryAfter);
    sendError(response, 429, "rate_limit_exceeded", "Too many.");
  };
  const least = leastAnswerMillis("generate-core");

  test.each([
    ["there is time to wait and for an answer", 10_000 + least + 500, 2],
    ["there is time to wait, but none for an answer", 10_000 + least - 500, 1],
    ["the wait itself ends too late", 9_000, 1],
  ])("it is sent again only if %s", async (_name, left, expected) => {
    const { requests } = await startServer((response) => {
      (requests.length > 1 ? draw : tooMany("10"))(response);
    });
    const running = { methods, deadline: leaves(left) };
    if (expected === 2) expect((await runAction("generate-core", { prompt }, running)).result.filePaths).toHaveLength(1);
    else expect((await failAction("generate-core", { prompt }, running)).message).toMatch(/^Stability AI answered 429 /);
    expect(requests).toHaveLength(expected);
  });

  test("all waits count: of three times 10 s in 29 s two pass, and the user reads why", async () => {
    const { requests } = await startServer(tooMany("10"));
    const { message } = await failAction("generate-core", { prompt }, { methods, deadline: leaves(29_000) });
    expect(message).toBe("Stability AI answered 429 rate_limit_exceeded: Too many. Wait a minute before you try again.");
    expect(slept).toStrictEqual([10_000, 10_000]);
    expect(requests).toHaveLength(3);
  });

  test("several pictures of which none came: the user reads why, and not that there was no time", async () => {
    await startServer(tooMany("3"));
    const { message } = await failAction("generate-core", { prompt, count: 10 }, { methods, deadline: leaves(8_000) });
    expect(message).toMatch(/^Stability AI answered 429 rate_limit_exceeded: Too many\./);
  });
});
