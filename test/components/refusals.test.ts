/** What is refused before anything is sent. */
import { describe, expect, test } from "@jest/globals";
import { failAction, officialKey, runAction, testKey } from "../support/binder.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { json, startServer } from "../support/server.ts";

usePicturesFolder();

const refuse = async (props: object, options?: { key: string }) => {
  const { requests } = await startServer(json(500, {}));
  const error = await failAction("text-to-image", props, options);
  expect(requests).toStrictEqual([]);
  expect(error.name).toBe("ConfigurationError");
  return error.message;
};

test("one message names all problems, each with its prop, what it got and what would work", async () => {
  const message = await refuse({
    prompt: "",
    textPrompts: ["fog", "{broken"],
    engineId: "a/b",
    width: 1000,
    height: 1000,
    cfgScale: "abc",
    sampler: "EULER",
    samples: 11,
    seed: -1,
    steps: 9,
    extras: "none",
  });
  expect(message.split("\n")).toStrictEqual([
    "text-to-image was not started and nothing was spent. 11 things need a change:",
    "- prompt: is empty; say in words what you mean, for example \"A lighthouse on a cliff\"",
    "- textPrompts: entry 2 begins with { but is not valid JSON; write {\"text\": \"fog\", \"weight\": 0.5}",
    "- engineId: got \"a/b\", but takes only letters, digits, dots, hyphens and underscores",
    "- width: got 1,000, but must be a multiple of 64, for example 960 or 1024",
    "- height: got 1,000, but must be a multiple of 64, for example 960 or 1024",
    "- samples: got 11, but must be at most 10",
    "- seed: got -1, but must be at least 0",
    "- steps: got 9, but must be at least 10",
    "- cfgScale: got \"abc\", which is not a number; for example 7.5",
    expect.stringMatching(/^- sampler: got "EULER", but must be one of DDIM, DDPM, .*K_LMS$/),
    "- extras: got \"none\", which is not a JSON object like {\"name\": 1}",
  ]);
});

test("a key in the wrong field is not repeated", async () => {
  const message = await refuse({ prompt: "x", engineId: `my ${testKey}`, seed: officialKey, sampler: officialKey.toUpperCase() });
  expect(message).toMatch(/^- engineId: got "my \[API key\]"/m);
  expect(message).toMatch(/^- seed: got "\[API key\]"/m);
  expect(message).not.toMatch(/of-the-tests/i);
});

test("a size that the engine does not draw is named once, with the nearest one", async () => {
  const message = await refuse({ prompt: "x", width: 1000, height: 1000 });
  expect(message.split("\n")[1]).toBe(
    "- width, height: stable-diffusion-xl-1024-v1-0 does not draw 1000x1000; the nearest size is 1024x1024; "
    + "it draws 1024x1024, 1152x896, 896x1152, 1216x832, 832x1216, 1344x768, 768x1344, 1536x640, 640x1536",
  );
});

test("a prompt of 2,000 characters is sent, one of 2,001 is not; an emoji is one character", async () => {
  const { requests } = await startServer(json(500, {}));
  await failAction("text-to-image", { prompt: "🗼".repeat(2000) });
  expect(requests).toHaveLength(1);
  expect(await refuse({ prompt: "🗼".repeat(2001) })).toContain(
    "- prompt: has 2,001 characters, but the API takes at most 2,000",
  );
});

test("a prompt that is missing is reported as missing", async () => {
  expect(await refuse({})).toContain("- prompt: is missing");
});

describe("keys and hosts", () => {
  const key = "sk-real-0123456789";

  const refuseAt = async (host: string | undefined, options: { key: string }) => {
    if (host === undefined) delete process.env["STABILITY_API_HOST"];
    else process.env["STABILITY_API_HOST"] = host;
    const { name, message } = await failAction("text-to-image", { prompt: "x" }, options);
    delete process.env["STABILITY_API_HOST"];
    expect(name).toBe("ConfigurationError");
    expect(message).not.toContain(options.key === "" ? "undefined" : options.key);
    return message;
  };

  test.each([
    ["text-to-image", { prompt: "x" }],
    ["generate-core", { prompt: "x", count: 3 }],
    ["get-generation-result", { id: "0".repeat(64) }],
  ])("without a key, %s says both ways to give one; it refuses one with a space", async (action, props) => {
    const { requests } = await startServer(json(500, {}));
    expect((await failAction(action, props, { key: "" })).message)
      .toMatch(/^Nothing was sent: .*Connect a DreamStudio account, or set DREAMSTUDIO_API_KEY/);
    expect((await failAction(action, props, { key: "sk-real 1" })).message).toMatch(/^Nothing was sent: .* no key has\./);
    expect(requests).toStrictEqual([]);
  });

  test("a key with a line break is refused, and not shown", async () => {
    expect(await refuseAt("http://127.0.0.1:1", { key: `${key}\n` })).toContain("no key has");
  });

  test("a key of the emulator does not go to Stability AI", async () => {
    expect(await refuseAt(undefined, { key: "sk-emulator-x" })).toContain("this key is for the emulator");
    expect(await refuseAt("https://api.stability.ai/", { key: "sk-emulator-x" })).toContain("this key is for the emulator");
  });

  test("a real key does not travel in the clear", async () => {
    for (const host of ["http://gateway.example", "http://api.stability.ai", "http://127.0.0.1.gateway.example"]) {
      expect(await refuseAt(host, { key })).toBe(
        `Nothing was sent: the key would travel unencrypted to ${host}. Use an https address.`,
      );
    }
  });

  test.each(["http://127.0.0.1", "http://localhost", "http://[::1]"])("a real key may go to %s", async (host) => {
    process.env["STABILITY_API_HOST"] = `${host}:1`;
    const { message } = await failAction("text-to-image", { prompt: "x" }, { key });
    delete process.env["STABILITY_API_HOST"];
    expect(message).toMatch(/nothing accepts connections there/);
  });

  test.each(["gateway.example", "ftp://gateway.example", "http://user@gateway.example", "http://gateway.example?a=b"])(
    "%s is no host",
    async (host) => {
      expect(await refuseAt(host, { key })).toContain("STABILITY_API_HOST must be an http or https address");
    },
  );

  test("a host may have a path", async () => {
    const server = await startServer(json(500, {}));
    process.env["STABILITY_API_HOST"] = `${server.url}/stability/`;
    await failAction("text-to-image", { prompt: "x" });
    expect(server.requests[0]?.path).toBe("/stability/v1/generation/stable-diffusion-xl-1024-v1-0/text-to-image");
  });
});

describe("retired engines", () => {
  const retired = { prompt: "x", engineId: "stable-diffusion-v1-6", width: 512, height: 512 };

  test("are refused at Stability AI, with what replaces them", async () => {
    delete process.env["STABILITY_API_HOST"];
    const { message } = await failAction("text-to-image", retired, { key: officialKey });
    expect(message).toContain(
      "- engineId: stable-diffusion-v1-6 was retired by Stability AI (2025-07-24); use stable-diffusion-xl-1024-v1-0 instead",
    );
  });

  test("are asked for at other hosts", async () => {
    const { requests } = await startServer(json(500, {}));
    await expect(runAction("text-to-image", retired)).rejects.toThrow("500");
    expect(requests).toHaveLength(1);
  });
});
