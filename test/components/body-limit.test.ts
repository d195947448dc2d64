/** The largest request: v2beta takes 10 MiB with all that is in it, v2alpha does not say. */
import { expect, test } from "@jest/globals";
import { statSync } from "node:fs";
import { failAction, runAction, testKey } from "../support/binder.ts";
import { useEmulator } from "../support/emulator.ts";
import { pngOfBytes, saved } from "../support/files.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { steer } from "../support/steering.ts";

const emulator = useEmulator({ asOf: "any" });
const folder = usePicturesFolder();
const { requests, credits } = steer(emulator);

const limit = 10_485_760;
const file = async (bytes: number) => saved(folder.path(), "large.png", await pngOfBytes(bytes));

/** What a request has besides the bytes of its picture. */
async function overheadOf(action: string, props: object): Promise<number> {
  const image = await file(1000);
  await runAction(action, { ...props, image });
  const [request] = await requests();
  return Number(request?.headers["content-length"]) - statSync(image).size;
}

/** The form of a fast upscale as bytes, which need not be ours. */
async function sendForm(body: Buffer): Promise<number> {
  const { status } = await fetch(`${emulator.url()}/v2beta/stable-image/upscale/fast`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${testKey}`,
      Accept: "image/*",
      "Content-Type": "multipart/form-data; boundary=end",
    },
    body: new Uint8Array(body),
  });
  return status;
}

test("10,485,760 bytes pass, and one more is refused before anything is sent", async () => {
  const overhead = await overheadOf("upscale-fast", {});
  await runAction("upscale-fast", { image: await file(limit - overhead) });
  const [request] = await requests();
  expect(request).toMatchObject({ status: 200, headers: { "content-length": String(limit) } });

  const before = await credits();
  const { message } = await failAction("upscale-fast", { image: await file(limit - overhead + 1) });
  expect(message.split("\n").slice(1)).toStrictEqual([
    "- image: the request would have 10,485,761 bytes, but the API takes at most 10,485,760; give smaller pictures, "
    + "or the same ones as JPEG or WebP; use **Fit Image**",
  ]);
  expect(await requests()).toStrictEqual([]);
  expect(await credits()).toBe(before);
});

test("the emulator draws the line at the same byte", async () => {
  const head = "--end\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n";
  const tail = "\r\n--end--\r\n";
  const bodyOf = async (bytes: number) =>
    Buffer.concat([Buffer.from(head), await pngOfBytes(bytes - head.length - tail.length), Buffer.from(tail)]);
  expect(await sendForm(await bodyOf(limit))).toBe(200);
  expect(await sendForm(await bodyOf(limit + 1))).toBe(413);
});

test("two pictures count together, and both are named", async () => {
  const image = await file(limit / 2);
  const { message } = await failAction("erase", { image, mask: image });
  expect(message).toMatch(/^- image, mask: the request would have 10,486,\d{3} bytes, /m);
  expect(await requests()).toStrictEqual([]);
});

test("v2alpha takes more", async () => {
  const props = { prompt: "x", apiVersion: "v2alpha", waitForResult: false };
  const { result } = await runAction("upscale-creative", { ...props, image: await file(limit) });
  expect(result.status).toBe("in-progress");
  const [request] = await requests();
  expect(Number(request?.headers["content-length"])).toBeGreaterThan(limit);
});
