/** Several pictures at once: one request for each, and what of them comes is not lost when others fail. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { rmSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { basename } from "node:path";
import { failAction, runAction } from "../support/binder.ts";
import { expectNoKey } from "../support/fail-with.ts";
import { plainPicture } from "../support/files.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { startServer } from "../support/server.ts";
import { startEmulator, useEmulator } from "../support/emulator.ts";
import { steer } from "../support/steering.ts";
import { seedOf, sendError, sendMedia } from "../support/v2-host.ts";

const folder = usePicturesFolder();

const prompt = "A lighthouse on a cliff";
const largest = 4_294_967_294;

let picture: Buffer;
beforeAll(async () => {
  picture = await plainPicture();
});

type Answer = (response: ServerResponse, seed: number) => void;

const draw: Answer = (response, seed) => {
  sendMedia(response, picture, { seed });
};

const startHost = (answer: Answer = draw) => startServer((response, request) => {
  answer(response, seedOf(request));
});

describe("each picture is a request of its own", () => {
  test.each([
    ["in a row", 7, 3, [7, 8, 9]],
    ["from the largest on to 1, for 0 would be a random one", largest - 1, 4, [largest - 1, largest, 1, 2]],
    ["as many as ten", 1, 10, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
  ])("with seeds %s", async (_name, seed, count, expected) => {
    const { requests } = await startHost();
    const { result, exports } = await runAction("generate-core", { prompt, seed, count });
    expect(requests.map(seedOf).sort((a, b) => expected.indexOf(a) - expected.indexOf(b))).toStrictEqual(expected);
    expect(result.images.map((image) => image.seed)).toStrictEqual(expected);
    expect(result).toMatchObject({ credits: count * 3, parameters: { prompt, seed, count } });
    expect(result).not.toHaveProperty("failures");
    expect(exports["$summary"]).toBe(`Made ${count} pictures of "${prompt}" (64x64, about ${count * 3} credits)`);
    expect((await folder.files()).sort()).toStrictEqual(result.filePaths.map((path) => basename(path)).sort());
  });

  test.each([undefined, 0, "0"])("with seeds that are drawn where the seed is %p, and told", async (seed) => {
    const { requests } = await startHost();
    const { result } = await runAction("generate-core", { prompt, seed, count: 3 });
    const sent = new Set(requests.map(seedOf));
    const first = Number(result.parameters["seed"]);
    const following = [0, 1, 2].map((steps) => (first - 1 + steps) % largest + 1);
    expect(sent).toStrictEqual(new Set(following));
    expect(result.images.map((image) => image.seed)).toStrictEqual(following);
    expect([...sent].every((one) => one >= 1 && one <= largest)).toBe(true);
  });

  test("but for a single picture the seed is left to the API, and told as it comes back", async () => {
    const { requests } = await startHost((response) => {
      draw(response, 77);
    });
    const { result } = await runAction("generate-core", { prompt });
    expect(requests.map(seedOf)).toStrictEqual([NaN]);
    expect(result.parameters).toStrictEqual({ prompt, seed: 77 });
  });

  test("at most three at the same time, and in the order of the seeds however they come back", async () => {
    let open = 0;
    let most = 0;
    const { requests } = await startHost((response, seed) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        draw(response, seed);
      }, 60 - 5 * seed);
    });
    const { result } = await runAction("generate-core", { prompt, seed: 1, count: 8 });
    expect(most).toBe(3);
    expect(requests).toHaveLength(8);
    expect(result.images.map(({ seed }) => seed)).toStrictEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe("some fail", () => {
  test.each<[string, Answer, object]>([
    [
      "by a fault of the server",
      (response) => {
        sendError(response, 500, "internal_error", "An unexpected server error has occurred.");
      },
      {
        message: "Stability AI answered 500 internal_error: An unexpected server error has occurred. The fault is on the "
          + "side of the host; try again later.",
        status: 500,
        code: "internal_error",
      },
    ],
    [
      "by HTML of a gateway",
      (response) => response.writeHead(502).end("<title>Bad Gateway</title>"),
      { message: expect.stringContaining("with an HTML page titled \"Bad Gateway\""), status: 502 },
    ],
    [
      "by a reset",
      (response) => response.socket?.resetAndDestroy(),
      { message: expect.stringContaining("The request may have been carried out and paid for"), code: "ECONNRESET" },
    ],
    [
      "by half a picture",
      (response, seed) => {
        sendMedia(response, picture.subarray(0, -20), { seed });
      },
      {
        message: "The host answered a picture that is cut short, where a whole one was expected. The request may have been "
          + "carried out and paid for: compare your balance before you run it again.",
        status: 200,
      },
    ],
  ])("%s: the others are saved, counted and paid, and what failed is told", async (_name, fault, failure) => {
    const { requests } = await startHost((response, seed) => {
      (seed === 8 ? fault : draw)(response, seed);
    });
    const { result, exports } = await runAction("generate-core", { prompt, seed: 7, count: 5 });
    expect(requests).toHaveLength(5);
    expect(result.images.map(({ seed }) => seed)).toStrictEqual([7, 9, 10, 11]);
    expect(result.failures).toStrictEqual([{ seed: 8, ...failure }]);
    expect(result.credits).toBe(12);
    expect(result.parameters).toStrictEqual({ prompt, seed: 7, count: 5 });
    expect(exports["$summary"]).toBe(`Made 4 pictures of "${prompt}" (64x64, about 12 credits, 1 of 5 failed)`);
    expect(await Promise.all(result.filePaths.map((path) => readFile(path)))).toHaveLength(4);
    expect((await folder.files()).filter((name) => name.endsWith(".part"))).toStrictEqual([]);
  });

  test("even the first: the seed of the parameters is still that of the first", async () => {
    const waiting: { response: ServerResponse; seed: number }[] = [];
    await startHost((response, seed) => {
      waiting.push({ response, seed });
      if (waiting.length < 2) return;
      const [first, second] = waiting.sort((one, other) => one.seed - other.seed);
      if (first !== undefined) sendError(first.response, 503, "unavailable", "No.");
      if (second !== undefined) draw(second.response, second.seed);
    });
    const { result } = await runAction("generate-core", { prompt, count: 2 });
    const [first] = result.failures ?? [];
    expect(result.parameters).toStrictEqual({ prompt, count: 2, seed: first?.seed });
    expect(result.images).toMatchObject([{ seed: Number(first?.seed) + 1 }]);
  });
});

describe("all fail", () => {
  test("each for itself: every request is made once, and the first error is the error", async () => {
    const { requests } = await startHost((response, seed) => {
      sendError(response, 500, `fault_${seed}`, "No.");
    });
    const error = await failAction("generate-core", { prompt, seed: 1, count: 5 });
    expect(error.message).toMatch(/^Stability AI answered 500 fault_1: No\./);
    expectNoKey(error);
    expect(requests).toHaveLength(5);
    expect(await folder.files()).toStrictEqual([]);
  });

  test.each<[number, string]>([
    [400, "bad_request"],
    [401, "unauthorized"],
    [402, "payment_required"],
    [403, "content_moderation"],
    [422, "invalid_language"],
  ])("for a reason that holds for all (%d %s): what has not begun is left out", async (status, name) => {
    const { requests } = await startHost((response) => {
      sendError(response, status, name, "No.");
    });
    const { message } = await failAction("generate-core", { prompt, count: 10 });
    expect(message).toMatch(new RegExp(`^Stability AI answered ${status} ${name}: No\\.`));
    expect(requests.length).toBeLessThanOrEqual(3);
  });

  test("where others came: what was left out is said not to have been sent", async () => {
    const { requests } = await startHost((response, seed) => {
      if (seed === 4) sendError(response, 403, "content_moderation", "No.");
      else draw(response, seed);
    });
    const { result } = await runAction("generate-core", { prompt, seed: 1, count: 10 });
    const unsent = result.failures?.filter(({ message }) => message.startsWith("Not sent, since another one failed: ")) ?? [];
    expect(requests.length).toBeLessThan(10);
    expect(unsent).toHaveLength(10 - requests.length);
    expect(result.images.length + (result.failures?.length ?? 0)).toBe(10);
  });

  test("a folder that does not exist: what has not begun is not paid", async () => {
    process.env["STASH_DIR"] = `${folder.path()}/none`;
    const { requests } = await startHost();
    const { message } = await failAction("generate-core", { prompt, count: 10 });
    expect(message).toMatch(/^Nothing was sent: pictures could not be saved in .*: the folder does not exist\.$/);
    expect(requests).toStrictEqual([]);
  });

  test("a folder that is gone when the first picture comes: what has not begun is not paid", async () => {
    const gone = `${folder.path()}/gone`;
    await mkdir(gone);
    process.env["STASH_DIR"] = gone;
    const { requests } = await startHost((response, seed) => {
      rmSync(gone, { recursive: true, force: true });
      draw(response, seed);
    });
    const { message } = await failAction("generate-core", { prompt, count: 10 });
    expect(message).toMatch(/^The picture could not be saved in .*: the folder does not exist\./);
    expect(requests.length).toBeLessThanOrEqual(3);
  });
});

describe("filtered pictures among others", () => {
  const some = async (onContentFiltered: string) => {
    await startHost((response, seed) => {
      sendMedia(response, picture, { seed, finishReason: seed === 2 ? "CONTENT_FILTERED" : "SUCCESS" });
    });
    return runAction("generate-core", { prompt, seed: 1, count: 3, onContentFiltered });
  };

  test.each(["fail", "keep"])("stay, and are told, with %s", async (onContentFiltered) => {
    const { result, exports } = await some(onContentFiltered);
    expect(result.filePaths).toHaveLength(3);
    expect(result.images.map(({ finishReason }) => finishReason)).toStrictEqual(["SUCCESS", "CONTENT_FILTERED", "SUCCESS"]);
    expect(result.credits).toBe(9);
    expect(exports["$summary"])
      .toBe(`Made 3 pictures of "${prompt}" (64x64, about 9 credits, 1 of 3 filtered)`);
  });

  test("are left out with skip, files and all", async () => {
    const { result } = await some("skip");
    expect(result.images[1]).toStrictEqual({ seed: 2, finishReason: "CONTENT_FILTERED" });
    expect((await folder.files()).sort()).toStrictEqual(result.filePaths.map((path) => basename(path)).sort());
    expect(result.filePaths).toHaveLength(2);
  });

  test("are not all that is told where the others did not come", async () => {
    await startHost((response, seed) => {
      if (seed === 2) sendMedia(response, picture, { seed, finishReason: "CONTENT_FILTERED" });
      else sendError(response, 500, "internal_error", "Out of order");
    });
    const { message } = await failAction("generate-core", { prompt, seed: 1, count: 3 });
    const [file = ""] = await folder.files();
    expect(message).toBe("No usable picture came back: it was filtered, so it is blurred. Change the prompt or the picture. Saved all "
      + `the same: ${folder.path()}/${file}. 2 did not come at all: Stability AI answered 500 internal_error: Out of order. `
      + "The fault is on the side of the host; try again later.");
  });
});

describe("against the emulator", () => {
  const emulator = useEmulator();
  const { requests, credits, setCredits, fault } = steer(emulator);
  const path = "/v2beta/stable-image/generate/core";

  test("money that runs out in the middle: what came is there, and what is missing is told", async () => {
    await setCredits(7);
    const { result, exports } = await runAction("generate-core", { prompt, seed: 1, count: 5, outputFormat: "jpeg" });
    const statuses = (await requests()).map(({ status }) => status).sort();
    expect(statuses.slice(0, 3)).toStrictEqual([200, 200, 402]);
    expect(new Set(statuses.slice(2))).toStrictEqual(new Set([402]));
    expect(statuses.length).toBeLessThanOrEqual(5);
    expect(result.filePaths).toHaveLength(2);
    expect(result.failures).toHaveLength(3);
    for (const failure of result.failures ?? []) {
      expect(failure).toMatchObject({ status: 402, code: "payment_required" });
      expect(failure.message).toContain("Buy credits at https://platform.stability.ai/account/credits.");
    }
    const seeds = [...result.images, ...result.failures ?? []].map(({ seed }) => seed);
    expect(seeds.sort()).toStrictEqual([1, 2, 3, 4, 5]);
    expect(result.credits).toBe(6);
    expect(await credits()).toBe(1);
    expect(exports["$summary"]).toContain("about 6 credits, 3 of 5 failed");
  });

  test("a fault that hits one: what is spent is what came", async () => {
    await fault({ path, html: { status: 502 } });
    const { result } = await runAction("generate-core", { prompt, count: 2, outputFormat: "jpeg" });
    expect(result).toMatchObject({ credits: 3, filePaths: [result.filePath], failures: [{ status: 502 }] });
    expect(await requests()).toHaveLength(2);
    expect(await credits()).toBe(997);
  });

  test("words that are refused cost nothing", async () => {
    const { message } = await failAction("generate-core", { prompt: "a slur", count: 10 });
    expect(message).toMatch(/^Stability AI answered 403 content_moderation: /);
    expect(message).toMatch(/ Change the prompt or the picture\.$/);
    expect((await requests()).length).toBeLessThanOrEqual(3);
    expect(await credits()).toBe(1000);
  });
});

test("each picture of a row is that of its seed alone", async () => {
  const { url } = await startEmulator();
  process.env["STABILITY_API_HOST"] = url;
  const props = { prompt, model: "sd3.5-flash", outputFormat: "jpeg" };
  const { result: both } = await runAction("generate-sd3", { ...props, seed: largest, count: 2 });
  const { result: second } = await runAction("generate-sd3", { ...props, seed: 1 });
  delete process.env["STABILITY_API_HOST"];
  const [one, other] = await Promise.all(both.filePaths.map((path) => readFile(path)));
  expect(other).toStrictEqual(await readFile(second.filePath ?? ""));
  expect(other).not.toStrictEqual(one);
});
