/** The actions that only read: balance, account and engines. */
import { describe, expect, test } from "@jest/globals";
import { failAction, officialKey, runAction, testKey } from "../support/binder.ts";
import { useEmulator } from "../support/emulator.ts";
import { plainPicture } from "../support/files.ts";
import { json, startServer } from "../support/server.ts";

describe("against the emulator", () => {
  useEmulator({ asOf: "any" });

  test("the balance of the account, and of one of its organizations", async () => {
    const { result, exports } = await runAction<{ credits: number }>("balance", {});
    expect(result).toStrictEqual({ credits: 25 });
    expect(exports).toStrictEqual({ $summary: "25 credits left" });
    const { message } = await failAction("balance", { organizationId: "org-of-others" });
    expect(message).toMatch(/^Stability AI answered 403 permission_denied: .* Check that the account and the org/);
  });

  test("exactly the minimum is enough, and less fails or exits, as the prop says", async () => {
    expect((await runAction("balance", { minimumCredits: "25" })).exports).toHaveProperty("$summary");
    const reason = "25 credits left, fewer than the 25.1 that are needed";
    expect((await failAction("balance", { minimumCredits: "25.1" })).message).toBe(reason);
    const { exports } = await runAction("balance", { minimumCredits: "25.1", whenBelow: "exit" });
    expect(exports).toMatchObject({ exit: reason });
    expect(exports).not.toHaveProperty("$summary");
  });

  test("the account with its organizations", async () => {
    const { result, exports } = await runAction<{ id: string; organizations: object[] }>("account", {});
    expect(result.organizations).toHaveLength(2);
    expect(exports["$summary"]).toBe(`Account ${result.id} with 2 organizations`);
  });

  test("the engines, each with what is known of it", async () => {
    const { result, exports } = await runAction<{ id: string }[]>("list-engines", {});
    expect(exports["$summary"]).toBe(`${result.length} engines`);
    const engine = (id: string) => result.find((one) => one.id === id);
    expect(engine("stable-diffusion-v1-6")).toStrictEqual({
      id: "stable-diffusion-v1-6",
      name: "Stable Diffusion v1.6",
      description: "Stability-AI Stable Diffusion v1.6",
      type: "PICTURE",
      sizes: "sides from 320 to 1536 pixels in steps of 64",
      retiredOn: "2025-07-24",
      replacedBy: "stable-diffusion-xl-1024-v1-0",
    });
    expect(engine("stable-diffusion-xl-1024-v1-0")).not.toHaveProperty("retiredOn");
    expect(engine("stable-diffusion-512-v2-1")).toMatchObject({
      sizes: "sides from 128 to 8192 pixels in steps of 64, 262144 to 1048576 pixels in all",
    });
    expect(engine("stable-diffusion-xl-beta-v2-2-2")).toMatchObject({
      sizes: "sides from 128 to 896 pixels in steps of 64, only one of them above 512",
    });
    expect(engine("esrgan-v1-x2plus")).toMatchObject({ replacedBy: "**Upscale Image Fast**" });
  });
});

describe("the versions of the API", () => {
  const engines = [{ id: "my-engine", name: "Mine", description: "", type: "PICTURE" }];

  test.each([
    ["v1", `Bearer ${testKey}`, engines],
    ["v1beta", `Bearer ${testKey}`, { engines }],
    ["v1alpha", testKey, { engines }],
  ])("%s has its own path, form of key and form of list", async (apiVersion, authorization, answer) => {
    const { requests } = await startServer(json(200, answer));
    const { result } = await runAction("list-engines", { apiVersion, organizationId: "org-1" });
    expect(result).toStrictEqual(engines);
    expect(requests).toMatchObject([
      { method: "GET", path: `/${apiVersion}/engines/list`, headers: { authorization, organization: "org-1" }, body: "" },
    ]);
  });

  test("v1alpha puts all that is not a file into one field of JSON, and takes an image's size", async () => {
    const { requests } = await startServer(json(500, {}));
    const picture = `data:image/png;base64,${(await plainPicture()).toString("base64")}`;
    await failAction("masking", {
      apiVersion: "v1alpha",
      engineId: "stable-inpainting-512-v2-0",
      prompt: "x",
      negativePrompt: "y",
      initImage: picture,
      maskImage: picture,
      maskSource: "MASK_IMAGE_WHITE",
      width: 512,
      height: 512,
    });
    const [request] = requests;
    const names = [...(request?.body ?? "").matchAll(/ name="(.*?)"/g)].map(([, name]) => name);
    expect(names).toStrictEqual(["init_image", "mask_image", "options"]);
    expect(JSON.parse(/name="options"\r\n\r\n(.*)\r\n/.exec(request?.body ?? "")?.[1] ?? "")).toStrictEqual({
      mask_source: "MASK_IMAGE_WHITE",
      text_prompts: [{ text: "x" }, { text: "y", weight: -1 }],
      width: 512,
      height: 512,
    });
    expect(request).toMatchObject({
      path: "/v1alpha/generation/stable-inpainting-512-v2-0/image-to-image/masking",
      headers: { authorization: testKey },
    });
  });

  test.each([
    ["stylePreset", { stylePreset: "anime" }, "exists only in API version v1, and not in v1beta; leave it out"],
    ["extras", { extras: {} }, "exists only in API version v1, and not in v1beta; leave it out"],
  ])("%s is v1's alone", async (name, props, reason) => {
    const { requests } = await startServer(json(500, {}));
    const { message } = await failAction("text-to-image", { prompt: "x", apiVersion: "v1beta", ...props });
    expect(message).toContain(`- ${name}: ${reason}`);
    expect(requests).toStrictEqual([]);
    await failAction("text-to-image", { prompt: "x", ...props });
    expect(requests).toHaveLength(1);
  });

  test("v1alpha takes seeds of 31 bits", async () => {
    const { requests } = await startServer(json(500, {}));
    const seed = async (value: number) =>
      (await failAction("text-to-image", { prompt: "x", apiVersion: "v1alpha", seed: value })).message;
    expect(await seed(2_147_483_648)).toContain("- seed: got 2,147,483,648, but must be at most 2,147,483,647 in API version v1alpha");
    expect(requests).toStrictEqual([]);
    await seed(2_147_483_647);
    expect(requests).toHaveLength(1);
  });

  test("Stability AI has switched the older ones off, and the actions say so", async () => {
    delete process.env["STABILITY_API_HOST"];
    for (const action of ["balance", "account", "list-engines"]) {
      expect((await failAction(action, { apiVersion: "v1beta" }, { key: officialKey })).message)
        .toContain("- apiVersion: v1beta was switched off by Stability AI (2023-05-01); use v1 instead");
    }
  });
});
