/** What a user gets when an exchange breaks: one clear sentence, one request, no unfinished file, and no key. */
import type { GenerationResult } from "../../components/dreamstudio/common/results/result.ts";
import { beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { basename } from "node:path";
import { failAction, runAction, testKey, type Running } from "../support/binder.ts";
import { expectNoKey, failWith } from "../support/fail-with.ts";
import { openFilesBelow, plainPicture, pngOfBytes, saved, untilClosed } from "../support/files.ts";
import { plainFilm } from "../support/films.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { plainModel } from "../support/models.ts";
import { json, startServer } from "../support/server.ts";
import { plainWav } from "../support/sounds.ts";
import { shortenTimeouts } from "../support/timeouts.ts";
import { sendError, sendMedia } from "../support/v2-host.ts";

// Processes of their own start slowly on a busy machine.
jest.setTimeout(90_000);

const folder = usePicturesFolder();

const id = "a".repeat(64);
const paid = " The request may have been carried out and paid for: compare your balance before you run it again.";

let picture: Buffer;
let film: Buffer;
const song = plainWav({ seconds: 2.5 });
const model = plainModel();
beforeAll(async () => {
  picture = await pngOfBytes(20_000);
  film = await plainFilm();
});

let input: string;
beforeEach(async () => {
  input = await saved(folder.path(), "input.png", await plainPicture({ alpha: 0.5 }));
});

const madeFiles = async () => (await folder.files()).filter((name) => name !== "input.png");

type Answer = (response: ServerResponse) => void;

interface Exchange {
  name: string;
  action: string;
  props: () => object;
  /** What is said where the exchange may have cost something. */
  advice: string;
  bytes: () => Buffer;
  contentType: string;
}

const png = { bytes: () => picture, contentType: "image/png" };

const exchanges: readonly Exchange[] = [
  { name: "JSON for v1", action: "text-to-image", props: () => ({ prompt: "x" }), advice: paid, ...png },
  { name: "a form", action: "erase", props: () => ({ image: input, mask: input }), advice: paid, ...png },
  { name: "a form without files", action: "generate-core", props: () => ({ prompt: "x" }), advice: paid, ...png },
  {
    name: "the result of a picture", action: "get-generation-result", props: () => ({ id, waitForResult: false }),
    advice: "", ...png,
  },
  {
    name: "the result of a video", action: "get-generation-result",
    props: () => ({ id, waitForResult: false, generationType: "video" }), advice: "", bytes: () => film, contentType: "video/mp4",
  },
  {
    name: "a sound from a prompt", action: "text-to-audio", props: () => ({ prompt: "x" }), advice: paid,
    bytes: () => song, contentType: "audio/wav",
  },
  {
    name: "the result of a sound", action: "get-generation-result",
    props: () => ({ id, waitForResult: false, generationType: "audio" }), advice: "", bytes: () => song, contentType: "audio/wav",
  },
  {
    name: "a model", action: "stable-fast-3d", props: () => ({ image: input }), advice: paid,
    bytes: () => model, contentType: "model/gltf-binary",
  },
];

const mediaOf = ({ images, videos = [], audios = [], models = [] }: GenerationResult) =>
  [...images, ...videos, ...audios, ...models];

const nounOf = (contentType: string): string =>
  ({ video: "video", audio: "sound", model: "model" })[contentType.split("/")[0] ?? ""] ?? "picture";

describe.each(exchanges)("$name", ({ action, props, advice, bytes, contentType }) => {
  /** What is said of an answer, which must have come to one request. */
  async function fail(answer: Answer, running: Running = {}): Promise<string> {
    const { url, requests } = await startServer(answer);
    const error = await failAction(action, props(), running);
    expect(error.name).toBe("StabilityError");
    expectNoKey(error);
    expect(requests).toHaveLength(1);
    await untilClosed(folder.path());
    expect(await openFilesBelow(folder.path())).toStrictEqual([]);
    expect(await madeFiles()).toStrictEqual([]);
    return error.message.replaceAll(url, "HOST");
  }

  const begin = (response: ServerResponse, length: number) =>
    response.writeHead(200, { "Content-Type": contentType, "Content-Length": length });

  test.each<[string, Answer, string]>([
    [
      "HTML with status 502",
      (response) => response.writeHead(502, { "Content-Type": "text/html" }).end("<title>502 Bad Gateway</title>"),
      "HOST answered status 502 with an HTML page titled \"502 Bad Gateway\", which is not how Stability AI answers.",
    ],
    [
      "nothing, with status 503",
      (response) => response.writeHead(503).end(),
      "HOST answered status 503 with nothing at all, which is not how Stability AI answers.",
    ],
    [
      "HTML with status 200",
      (response) => response.writeHead(200, { "Content-Type": "text/html" }).end("<html>Please log in</html>"),
      "The host answered a web page, where a picture was expected.",
    ],
    [
      "nothing, with status 200",
      (response) => response.writeHead(200).end(),
      "The host answered nothing at all, where a picture was expected.",
    ],
    [
      "a redirect, which is not followed",
      (response) => response.writeHead(307, { Location: "http://127.0.0.1:1/" }).end(),
      "HOST answered status 307 with nothing at all, which is not how Stability AI answers.",
    ],
    [
      "JSON without a picture",
      json(200, { seed: 1, finish_reason: "SUCCESS" }),
      "The host answered JSON without pictures, where a picture was expected.",
    ],
    [
      "JSON with a picture that is none",
      json(200, { image: "aGVsbG8gd29ybGQ=", seed: 1, finish_reason: "SUCCESS" }),
      "The host answered the text \"hello world\", where a picture was expected.",
    ],
    [
      "JSON with a picture that is not base64",
      json(200, { image: "not base64!", seed: 1, finish_reason: "SUCCESS" }),
      "The host answered a picture that is not base64, where a picture was expected.",
    ],
    [
      "JSON with an empty picture",
      json(200, { image: "", seed: 1, finish_reason: "ERROR" }),
      "No usable picture came back: it failed. Change the prompt or the picture.",
    ],
  ])("%s", async (_name, answer, expected) => {
    const isRefusal = /status 307|No usable picture/.test(expected);
    const isFree = advice === "";
    const server = /status 50[23]/.test(expected) && isFree ? " The fault is on the side of the host; try again later." : "";
    expect(await fail(answer)).toBe(`${expected}${isRefusal ? "" : advice}${server}`);
  });

  test("what is cut short by a host that says it is whole", async () => {
    const cut = (text: Buffer) => text.subarray(0, -20);
    const message = `The host answered a ${nounOf(contentType)} that is cut short, where a whole one was expected.${advice}`;
    expect(await fail((response) => begin(response, bytes().length - 20).end(cut(bytes())))).toBe(message);
    expect(await fail(json(200, { image: cut(bytes()).toString("base64"), seed: 1, finish_reason: "SUCCESS" })))
      .toBe(message);
    const text = JSON.stringify({ image: bytes().toString("base64"), seed: 1 }).slice(0, 99);
    expect(await fail((response) => response.writeHead(200, { "Content-Type": "application/json" }).end(text)))
      .toBe(`The host answered JSON that is cut short or broken, where a picture was expected.${advice}`);
  });

  test.each<[string, Answer]>([
    ["before any answer", (response) => response.socket?.resetAndDestroy()],
    ["in the middle", (response) => {
      begin(response, bytes().length).write(bytes().subarray(0, 500), () => response.socket?.resetAndDestroy());
    }],
    ["because the host stops sending", (response) => {
      begin(response, bytes().length).write(bytes().subarray(0, 500), () => response.socket?.end());
    }],
  ])("the connection breaks %s", async (_name, answer) => {
    expect(await fail(answer)).toBe(`The exchange with HOST failed: the connection broke.${advice}`);
  });

  test.each<[string, Answer]>([
    ["not at all", () => undefined],
    ["not to the end", (response) => begin(response, bytes().length).write(bytes().subarray(0, 500))],
  ])("the host answers %s", async (_name, answer) => {
    shortenTimeouts();
    const message = await fail(answer, { deadline: Date.now() + 16_000 });
    expect(message).toMatch(/^The exchange with HOST failed: no complete answer came within 1\d(\.\d)? s\./);
    expect(message.endsWith(paid)).toBe(advice !== "");
  });

  test("nothing listens: nothing was spent, so the error does not speak of it", async () => {
    process.env["STABILITY_API_HOST"] = "http://127.0.0.1:1";
    const error = await failAction(action, props());
    delete process.env["STABILITY_API_HOST"];
    expect(error.message).toBe(`The request to http://127.0.0.1:1 was not sent${advice === "" ? "" : ", so nothing was paid"}: `
      + "nothing accepts connections there.");
    expectNoKey(error);
  });

  test("the folder does not exist", async () => {
    process.env["STASH_DIR"] = `${folder.path()}/none`;
    await startServer((response) => {
      sendMedia(response, bytes(), { contentType });
    });
    const { message } = await failAction(action, props());
    expect(message).toMatch(advice === ""
      ? /^The picture could not be saved in .*\/none: the folder does not exist\. Mend this before you run it again\.$/
      : /^Nothing was sent: pictures could not be saved in .*\/none: the folder does not exist\.$/);
  });

  test.each([
    ["finish-reason in small letters", { "finish-reason": "success", seed: "5" }, { seed: 5, finishReason: "SUCCESS" }],
    ["no finish-reason, and an empty seed", { seed: "" }, { finishReason: "SUCCESS" }],
  ])("a whole answer with %s is as good", async (_name, headers, said) => {
    await startServer((response) => {
      response.writeHead(200, { "Content-Type": contentType, ...headers }).end(bytes());
    });
    const { result } = await runAction(action, props());
    const [one] = mediaOf(result);
    expect({ seed: one?.seed, finishReason: one?.finishReason }).toStrictEqual({ seed: undefined, ...said });
  });

  test("whole answers of both forms are saved as they are", async () => {
    const kind = contentType === "video/mp4" ? "video" : "image";
    const answers: Answer[] = [
      (response) => {
        sendMedia(response, bytes(), { contentType, seed: 5 });
      },
      json(200, { [kind]: bytes().toString("base64"), seed: 5, finish_reason: "SUCCESS" }),
      (response) => response.writeHead(200, { "Content-Type": "Application/JSON" })
        .end(JSON.stringify({ [kind]: bytes().toString("base64"), seed: 5, finish_reason: "SUCCESS" })),
    ];
    for (const answer of answers) {
      await startServer(answer);
      const { result } = await runAction(action, props());
      expect(await readFile(result.filePath ?? "")).toStrictEqual(bytes());
      expect(mediaOf(result)).toMatchObject([{ seed: 5, finishReason: "SUCCESS", contentType }]);
      expect(await madeFiles()).toContain(basename(result.filePath ?? ""));
    }
    expect(await madeFiles()).toHaveLength(3);
  });
});

test("a folder without a name is /tmp, and not the one that the process is in", async () => {
  process.env["STASH_DIR"] = "";
  await startServer((response) => {
    sendMedia(response, picture, { contentType: "image/png" });
  });
  const { result } = await runAction("generate-core", { prompt: "x" });
  await rm(result.filePath ?? "", { force: true });
  expect(result.filePath).toMatch(/^\/tmp\/generate-core-/);
});

test("after too many requests the whole form is sent again, and only then", async () => {
  const { requests } = await startServer((response) => {
    if (requests.length > 1) sendMedia(response, picture);
    else sendError(response.setHeader("Retry-After", "0"), 429, "rate_limit_exceeded", "Too many.");
  });
  const { result } = await runAction("erase", { image: input });
  const [first, second, ...others] = requests.map(({ body, headers }) =>
    body.replaceAll(/boundary=(.*)/.exec(headers["content-type"] ?? "")?.[1] ?? "?", "BOUNDARY"));
  expect(second).toBe(first);
  expect(others).toStrictEqual([]);
  expect(result.filePaths).toHaveLength(1);
});

describe("several pictures in one answer", () => {
  test.each<[string, (response: ServerResponse, text: string) => void]>([
    ["closed", (response, text) => {
      response.writeHead(200, { "Content-Type": "application/json", "Content-Length": text.length + 10 })
        .write(text, () => response.socket?.destroy());
    }],
    // A reset drops what the system has not handed over yet, so the client is given time to take it.
    ["reset", (response, text) => {
      response.writeHead(200, { "Content-Type": "application/json", "Content-Length": text.length + 10 })
        .write(text, () => setTimeout(() => response.socket?.resetAndDestroy(), 100));
    }],
    ["ended too soon", (response, text) => response.writeHead(200, { "Content-Type": "application/json" }).end(text)],
  ])("in the second of three pictures (%s): the first was paid for, stays, and is named", async (_name, cut) => {
    const base64 = picture.toString("base64");
    const text = JSON.stringify({ artifacts: [1, 2, 3].map((seed) => ({ base64, seed, finishReason: "SUCCESS" })) });
    const { message } = await failWith((response) => {
      cut(response, text.slice(0, Math.floor(text.length / 2)));
    }, { props: { samples: 3 } });
    const files = await madeFiles();
    expect(files).toHaveLength(1);
    expect(message).toMatch(new RegExp(` Already saved: ${folder.path()}/${files[0] ?? "?"}\\b`));
    expect(message).toContain(paid.trim());
    expect(await readFile(`${folder.path()}/${files[0] ?? "?"}`)).toStrictEqual(picture);
  });

  test("a broken picture does not cost the one after it", async () => {
    const artifacts = [picture.subarray(0, -20), picture].map((bytes) =>
      ({ base64: bytes.toString("base64"), seed: 1, finishReason: "SUCCESS" }));
    const { message } = await failWith(json(200, { artifacts }), { props: { samples: 2 } });
    const files = await madeFiles();
    expect(files).toHaveLength(1);
    expect(message).toMatch(/^The host answered a picture that is cut short, .* Already saved: /);
  });
});

test("nothing is sent when the step has no time left to receive it", async () => {
  const { requests } = await startServer(() => undefined);
  const { name, message } = await failAction("text-to-image", { prompt: "x" }, { deadline: Date.now() + 900 });
  expect({ name, message }).toStrictEqual({
    name: "ConfigurationError",
    message: "Nothing was sent: the step has no time left. Give it a longer timeout.",
  });
  expect(requests).toStrictEqual([]);
});

test("a folder that is gone when the picture comes", async () => {
  const gone = `${folder.path()}/gone`;
  await mkdir(gone);
  process.env["STASH_DIR"] = gone;
  const { message } = await failWith((response) => {
    rmSync(gone, { recursive: true });
    sendMedia(response, picture);
  });
  expect(message).toBe(`The picture could not be saved in ${gone}: the folder does not exist. `
    + "It was made and paid for; mend this before you run it again.");
});

describe("in a process of its own", () => {
  /** Its temporary files are in the folder of the test too, so that what is left behind is seen. */
  const start = (args: readonly string[], limit = "unlimited") => new Promise<{ code: number; stderr: string }>((resolve) => {
    const env = { ...process.env, DREAMSTUDIO_API_KEY: testKey, TMPDIR: folder.path(), STASH_DIR: folder.path() };
    const command = `ulimit -f ${limit}; exec node build/scripts/start.mjs "$@"`;
    execFile("bash", ["-c", command, "bash", ...args], { env }, (error, stdout, stderr) => {
      expect(`${stdout}${stderr}`).not.toContain(testKey);
      resolve({ code: error === null ? 0 : 1, stderr });
    });
  });

  const uri = async () => `data:image/png;base64,${(await plainPicture({ alpha: 0.5 })).toString("base64")}`;

  test.each<[string, Answer, number, number]>([
    ["sent well", (response) => {
      sendMedia(response, picture);
    }, 0, 1],
    ["refused by the API", (response) => {
      sendError(response, 400, "bad_request", "No.");
    }, 1, 0],
    ["lost on the way", (response) => response.socket?.resetAndDestroy(), 1, 0],
  ])("what had to be stored to be %s is gone", async (_name, answer, code, files) => {
    const { url } = await startServer((response, { method }) => {
      if (method === "GET") void plainPicture().then((bytes) => response.end(bytes));
      else answer(response);
    });
    expect((await start(["erase", "--image", await uri(), "--mask", `${url}/mask.png`])).code).toBe(code);
    expect(await madeFiles()).toHaveLength(files);
  });

  test("what had to be stored to be looked at is gone, when it is refused", async () => {
    const { requests } = await startServer(json(500, {}));
    expect((await start(["upscale-creative", "--image", await uri(), "--prompt", ""])).code).toBe(1);
    expect(requests).toStrictEqual([]);
    expect(await madeFiles()).toStrictEqual([]);
  });

  test.each<[string, readonly string[], string]>([
    ["a picture of v1", ["text-to-image", "--prompt", "x"], "It was made and paid for; make room"],
    ["a picture", ["generate-core", "--prompt", "x"], "It was made and paid for; make room"],
    ["the result of a generation", ["get-generation-result", "--id", id], "Make room"],
  ])("no room for %s: 8 KiB may be written, like on a full disk", async (_name, args, advice) => {
    const { requests } = await startServer((response) => {
      sendMedia(response, picture);
    });
    expect(await start(args, "8")).toStrictEqual({
      code: 1,
      stderr: `The picture could not be saved in ${folder.path()}: the file grew larger than this system allows. `
        + `${advice} before you run it again.\n`,
    });
    expect(requests).toHaveLength(1);
    expect(await madeFiles()).toStrictEqual([]);
  });
});
