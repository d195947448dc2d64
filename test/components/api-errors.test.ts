/** What a user reads when the API refuses: its words, what to do about it, and no key. */
import { describe, expect, test } from "@jest/globals";
import { inspect } from "node:util";
import { failAction, testKey } from "../support/binder.ts";
import { useEmulator } from "../support/emulator.ts";
import { failWith } from "../support/fail-with.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { json } from "../support/server.ts";

const folder = usePicturesFolder();
const prompt = "A lighthouse on a cliff";

describe("the API refuses", () => {
  test.each([
    [
      "a wrong key, of which v1 shows both ends",
      401,
      { id: "1", name: "unauthorized", message: `Incorrect API key provided: ${testKey.slice(0, 7)}***********1234. See x` },
      "Stability AI answered 401 unauthorized: Incorrect API key provided: [API key]. See x. "
      + "Check the API key of the connected account; keys are listed at https://platform.stability.ai/account/keys.",
    ],
    [
      "the whole key in an error",
      400,
      { id: "1", name: "bad_request", message: `key ${testKey} is odd` },
      "Stability AI answered 400 bad_request: key [API key] is odd.",
    ],
    [
      "an error without words",
      403,
      { id: "1", name: "permission_denied" },
      "HOST answered status 403 with \"{\"id\":\"1\",\"name\":\"permission_denied\"}\", which is not how Stability AI answers. "
      + "Check that the account and the organization may use this.",
    ],
  ])("%s", async (_name, status, body, message) => {
    const failed = await failWith(json(status, body));
    expect(failed.message).toBe(message);
    expect(failed.error).toMatchObject({ status });
    expect(await folder.files()).toStrictEqual([]);
  });

  const account = "https://platform.stability.ai/account";

  describe.each([
    ["v1", "text-to-image", { message: "No.", temporary: true }, "No."],
    ["v2", "generate-core", { errors: ["No", "and more."] }, "No; and more."],
  ])("in the envelope of %s", (_version, action, words, text) => {
    test.each([
      [400, "bad_request", ""],
      [400, "invalid_samples", " Ask for one sample, or for JSON."],
      [400, "invalid_height_or_width", " Give width and height as multiples of 64."],
      [400, "invalid_file_size", " Send a smaller picture."],
      [400, "invalid_mime_type", " Send the picture as PNG."],
      [400, "invalid_image_dimensions", " Make the mask as large as the init image."],
      [400, "invalid_mask_image", " Give a mask image, or take the alpha channel of the init image."],
      [400, "invalid_prompts", " Change the prompt."],
      [400, "invalid_pixel_count", " Choose a size that the engine draws; the options of width and height show them."],
      [400, "invalid_sdxl_v222_dimensions", " Choose a size that the engine draws; the options of width and height show them."],
      [400, "invalid_sdxl_v1_dimensions", " Choose one of these sizes; resize an init image first."],
      [401, "unauthorized", ` Check the API key of the connected account; keys are listed at ${account}/keys.`],
      [402, "payment_required", ` Buy credits at ${account}/credits.`],
      [403, "content_moderation", " Change the prompt or the picture."],
      [404, "something_else", " This host does not have it."],
      [404, "not_found", " This host does not have it."],
      [413, "payload_too_large", " Send a smaller file."],
      [422, "copyrighted_content", " Send another sound."],
      [422, "invalid_language", " Say it in English."],
      [422, "public_figure", " Send another picture."],
      [429, "something_else", " Wait a minute before you try again."],
      [500, "internal_error", " The fault is on the side of the host; try again later."],
    ])("%d %s comes with advice", async (status, name, advice) => {
      const { message, error } = await failWith(json(status, { id: "1", name, ...words }), { action });
      expect(message).toBe(`Stability AI answered ${status} ${name}: ${text}${advice}`);
      expect(error).toMatchObject({ status, code: name, requestId: "1" });
    });
  });

  test.each([testKey, "the-key-of-a-gateway"])("the key %s is nowhere: not in the words, the name or the number", async (key) => {
    const { message, error } = await failWith((response) => {
      response.writeHead(401, { "X-Request-Id": `request of ${key}` })
        .end(JSON.stringify({ name: `unauthorized ${key}`, errors: [`the key ${key} is wrong`, "so is sk-abc***xyz"] }));
    }, { action: "generate-core", key });
    expect(message).toContain("the key [API key] is wrong; so is [API key].");
    expect(error).toMatchObject({ code: "unauthorized [API key]", requestId: "request of [API key]" });
  });

  test("the request's number is kept for support", async () => {
    const { error } = await failWith((response) => {
      response.writeHead(500, { "x-request-id": "r-1" }).end(JSON.stringify({ id: "e-1", name: "n", message: "m" }));
    });
    expect(error).toMatchObject({ requestId: "r-1", code: "n" });
  });
});

describe("the emulator refuses", () => {
  useEmulator();

  const small = { prompt, samples: 10 };

  test("a key that it does not know", async () => {
    const error = await failAction("text-to-image", small, { key: "sk-unknown-key-of-somebody" });
    expect(error.message).toMatch(/^Stability AI answered 401 unauthorized: Incorrect API key provided: \[API key\]/);
    expect(inspect(error)).not.toMatch(/sk-unkn|body/);
  });

  test("an engine that it does not have", async () => {
    const error = await failAction("text-to-image", { ...small, engineId: "stable-diffusion-9" });
    expect(error.message).toBe(
      "Stability AI answered 404 not_found: The specified engine (ID stable-diffusion-9) was not found. "
      + "Check the engine: **List Engines**, or the options of the Engine prop, show what this host has.",
    );
  });

  test("more steps than the API takes today, at no cost", async () => {
    const error = await failAction("text-to-image", { ...small, steps: 100, engineId: "stable-diffusion-xl-1024-v1-0" });
    expect(error.message).toMatch(/^Stability AI answered 400 bad_request: steps: /);
  });
});

describe("the emulator of old has no credits left", () => {
  useEmulator({ asOf: "any" });

  test("which v1 calls 429, and the advice is to buy and not to wait", async () => {
    const error = await failAction("text-to-image", { prompt, samples: 10, steps: 150 });
    expect(error.message).toBe(
      "Stability AI answered 429 insufficient_balance: Your organization does not have enough balance to request this "
      + "action (need $0.45, have $0 in active grants, $0.25 in balance). "
      + "Buy credits at https://platform.stability.ai/account/credits.",
    );
  });
});
