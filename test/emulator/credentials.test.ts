/** Signed pictures, which the official validator reads, and https by a certificate of the emulator's own. */
import { X509Certificate } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { get } from "node:https";
import { expect, test } from "@jest/globals";
import { credentialsState } from "../support/content-credentials.ts";
import { startEmulator } from "../support/emulator.ts";
import { pixelsOf, plain, png } from "../support/pictures.ts";
import { bytesOf, postV2 } from "../support/v2-requests.ts";

test("pictures are signed in every format: the same pixels, and another manifest each time", async () => {
  const { url } = await startEmulator({ contentCredentials: true });
  const image = await png({ width: 64, height: 64 }, plain(90));
  for (const output_format of ["png", "jpeg", "webp"]) {
    const drawn = async () => bytesOf(await postV2(url, "control/sketch", { image, prompt: "x", seed: 7, output_format }));
    const [one, other] = [await drawn(), await drawn()];
    expect(await credentialsState(one, `image/${output_format}`)).toBe("Valid");
    expect(one.equals(other)).toBe(false);
    expect(await pixelsOf(one)).toStrictEqual(await pixelsOf(other));
    const changed = Buffer.from(one);
    changed[changed.length - 20] = (changed[changed.length - 20] ?? 0) ^ 1;
    await expect(credentialsState(changed, `image/${output_format}`).catch(() => "Invalid")).resolves.toBe("Invalid");
  }
}, 120_000);

test("nothing is signed if it was not asked", async () => {
  const { url } = await startEmulator();
  const image = await png({ width: 64, height: 64 }, plain(90));
  expect(await credentialsState(await bytesOf(await postV2(url, "upscale/fast", { image })), "image/png")).toBeUndefined();
});

test("https is trusted through the file of its authority, for this machine and for the API's own name", async () => {
  const emulator = await startEmulator({ tls: true });
  const { url, certificatePath = "" } = emulator;
  expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  const ca = await readFile(certificatePath, "utf8");
  const status = (servername?: string) => new Promise<number | undefined>((resolve, reject) => {
    const options = { ca, ...servername !== undefined && { servername, checkServerIdentity: () => undefined } };
    get(`${url}/`, options, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).on("error", reject);
  });
  expect(await status()).toBe(200);
  expect(new X509Certificate(ca).ca).toBe(true);
  await expect(fetch(`${url}/`)).rejects.toThrow();
  await emulator.close();
  expect(existsSync(certificatePath)).toBe(false);
});
