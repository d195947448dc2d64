/** v2: what there was on which day, and what it cost. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { startEmulator } from "../support/emulator.ts";
import { plain, png } from "../support/pictures.ts";
import { authorization, freshKey, get } from "../support/stability-api.ts";
import { control } from "../support/control.ts";
import { plainWav } from "../support/sounds.ts";
import { getV2, leastRequests, postV2, v2ErrorOf, type Given, type V2Fields } from "../support/v2-requests.ts";

const given: Given = { image: Buffer.alloc(0), still: Buffer.alloc(0), song: plainWav({ seconds: 31 }) };
beforeAll(async () => {
  given.image = await png({ width: 64, height: 64 }, () => [9, 90, 90, 128]);
  given.still = await png({ width: 768, height: 768 }, plain(90));
});

/** The paths that answer anything but 404. */
async function living(asOf: string): Promise<string[]> {
  const { url } = await startEmulator({ asOf });
  const statuses = await Promise.all(leastRequests.map(async ({ path }) =>
    [path, (await fetch(`${url}${path}`, { method: "POST" })).status] as const));
  return statuses.filter(([, status]) => status === 401).map(([path]) => path);
}

describe("paths", () => {
  const all = leastRequests.map(({ path }) => path);
  const without = (...ends: string[]) => all.filter((path) => !ends.some((end) => path.endsWith(end)));
  const silent = (paths: readonly string[]) => paths.filter((path) => !path.includes("/audio/"));

  test.each([
    ["2025-01-01", []],
    ["2025-01-02", silent(without("/style-transfer"))],
    ["2025-02-26", silent(without("/style-transfer"))],
    ["2025-02-27", silent(all)],
    ["2025-07-23", silent(all)],
    ["2025-07-24", silent(without("/image-to-video"))],
    ["2026-05-19", silent(without("/image-to-video"))],
    ["2026-05-20", without("/image-to-video")],
    ["2026-10-09", without("/image-to-video")],
    ["any", all],
  ])("as of %s", async (asOf, paths) => {
    expect(await living(asOf)).toStrictEqual(paths);
  });

  test("the results of films went with them", async () => {
    const status = async (asOf: string, path: string) => {
      const { url } = await startEmulator({ asOf });
      return v2ErrorOf(await getV2(url, `${path}/result/${"0".repeat(64)}`));
    };
    for (const path of ["/v2beta/image-to-video", "/v2alpha/generation/image-to-video"]) {
      expect(await status("2025-07-23", path)).toMatch(/^404 generation_not_found: /);
      expect(await status("2025-07-24", path)).toMatch(/^404 not_found: /);
    }
  });
});

describe("fields", () => {
  const status = async (asOf: string, path: string, fields: V2Fields) => {
    const { url } = await startEmulator({ asOf });
    const key = freshKey();
    await control(url, "PUT", "/credits", { key, credits: 0 });
    return (await postV2(url, path, fields, { key })).status;
  };

  test("sd3 makes WebP since 2026", async () => {
    const fields = { prompt: "x", output_format: "webp" };
    expect(await status("2025-12-31", "generate/sd3", fields)).toBe(400);
    expect(await status("2026-01-01", "generate/sd3", fields)).toBe(402);
  });

  test.each(["upscale/creative", "/v2alpha/generation/stable-image/upscale"])("%s became more creative in February 2025", async (path) => {
    const fields = (creativity: number) => ({ image: given.image, prompt: "x", creativity });
    expect(await status("2025-02-25", path, fields(0.35))).toBe(402);
    expect(await status("2025-02-25", path, fields(0.36))).toBe(400);
    expect(await status("2025-02-26", path, fields(0.5))).toBe(402);
    expect(await status("any", path, fields(0.51))).toBe(400);
  });

  test("v2alpha upscales in a style since February 2025", async () => {
    const fields = { image: given.image, prompt: "x", style_preset: "anime" };
    expect(await status("2025-02-25", "/v2alpha/generation/stable-image/upscale", fields)).toBe(400);
    expect(await status("2025-02-26", "/v2alpha/generation/stable-image/upscale", fields)).toBe(402);
    expect(await status("2025-02-25", "upscale/creative", fields)).toBe(402);
  });
});

/** Before and since the day of the new prices; the path as in `leastRequests`, with more fields for some. */
const prices: readonly [path: string, before: number, since: number, more?: V2Fields][] = [
  ["/v2beta/stable-image/generate/core", 3, 3],
  ["/v2beta/stable-image/generate/ultra", 8, 8],
  ["/v2beta/stable-image/generate/sd3", 6.5, 6.5],
  ["/v2beta/stable-image/generate/sd3", 6.5, 6.5, { model: "sd3-large" }],
  ["/v2beta/stable-image/generate/sd3", 4, 4, { model: "sd3.5-large-turbo" }],
  ["/v2beta/stable-image/generate/sd3", 4, 4, { model: "sd3-large-turbo" }],
  ["/v2beta/stable-image/generate/sd3", 3.5, 3.5, { model: "sd3.5-medium" }],
  ["/v2beta/stable-image/generate/sd3", 3.5, 3.5, { model: "sd3-medium" }],
  ["/v2beta/stable-image/generate/sd3", 2.5, 2.5, { model: "sd3.5-flash" }],
  ["/v2beta/stable-image/upscale/fast", 1, 2],
  ["/v2beta/stable-image/upscale/conservative", 25, 40],
  ["/v2beta/stable-image/upscale/creative", 25, 60],
  ["/v2beta/stable-image/edit/erase", 3, 5],
  ["/v2beta/stable-image/edit/inpaint", 3, 5],
  ["/v2beta/stable-image/edit/outpaint", 4, 4],
  ["/v2beta/stable-image/edit/search-and-replace", 4, 5],
  ["/v2beta/stable-image/edit/search-and-recolor", 5, 5],
  ["/v2beta/stable-image/edit/remove-background", 2, 5],
  ["/v2beta/stable-image/edit/replace-background-and-relight", 8, 8],
  ["/v2beta/stable-image/control/sketch", 3, 5],
  ["/v2beta/stable-image/control/structure", 3, 5],
  ["/v2beta/stable-image/control/style", 4, 5],
  ["/v2beta/stable-image/control/style-transfer", 8, 8],
  ["/v2alpha/generation/stable-image/upscale", 25, 25],
  ["/v2alpha/generation/stable-image/inpaint", 3, 3],
  ["/v2alpha/generation/stable-image/inpaint", 4, 4, { mode: "search", search_prompt: "x" }],
];

describe("prices, of which a thousandth less is too little", () => {
  /** What is left of so many credits, or that they were too few. */
  async function pay(url: string, path: string, more: V2Fields, credits: number): Promise<unknown> {
    const key = freshKey();
    await control(url, "PUT", "/credits", { key, credits });
    const fields = leastRequests.find((one) => one.path === path)?.fields(given);
    const response = await postV2(url, path, { ...fields, ...more }, { key });
    await response.arrayBuffer();
    const { body } = await get(url, "/v1/user/balance", authorization(key));
    return response.ok ? body["credits"] : [response.status, body["credits"]];
  }

  test.each(["2025-07-31", "2025-08-01", "any"])("as of %s", async (asOf) => {
    const { url } = await startEmulator({ asOf });
    for (const [path, before, since, more = {}] of prices) {
      const price = asOf === "2025-07-31" ? before : since;
      const tooLittle = price - 0.001;
      expect([path, await pay(url, path, more, tooLittle)]).toStrictEqual([path, [402, tooLittle]]);
      // Drawing is slow: what costs the same in the end is paid once, as of one day.
      if (asOf === "any" || before !== since) expect([path, await pay(url, path, more, price)]).toStrictEqual([path, 0]);
    }
  }, 60_000);

  test("what fails is not paid for: no WebP has a side of more than 16,383 pixels", async () => {
    const { url } = await startEmulator();
    const key = freshKey();
    const image = await png({ width: 64, height: 16_384 }, () => [9, 90, 90, 255]);
    const erase = await postV2(url, "edit/erase", { image, mask: given.image, grow_mask: 0, output_format: "webp" }, { key });
    expect(await v2ErrorOf(erase)).toBe("500 internal_error: An unexpected server error has occurred, please try again later.");
    expect((await get(url, "/v1/user/balance", authorization(key))).body).toStrictEqual({ credits: 25 });
  });

  test("films cost 20 credits", async () => {
    const { url } = await startEmulator({ asOf: "any" });
    for (const path of ["/v2beta/image-to-video", "/v2alpha/generation/image-to-video"]) {
      expect(await pay(url, path, {}, 20)).toBe(0);
      expect(await pay(url, path, {}, 19.999)).toStrictEqual([402, 19.999]);
    }
  });
});
