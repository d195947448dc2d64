/** What Stability AI has signed stays as it came: a byte more, and every verifier says that it was tampered with. */
import { expect, test } from "@jest/globals";
import { readFile } from "node:fs/promises";
import { runAction } from "../support/binder.ts";
import { credentialsState } from "../support/content-credentials.ts";
import { plainPicture } from "../support/files.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { startServer } from "../support/server.ts";
import { sendMedia } from "../support/v2-host.ts";

usePicturesFolder();

test.each([
  ["signed-a.png", "image/png"], ["signed-a.jpg", "image/jpeg"], ["signed-a.webp", "image/webp"],
])("%s is saved as it came, and stays valid", async (name, contentType) => {
  const signed = await readFile(`test/formats/cases/signed/${name}`);
  await startServer((response) => {
    sendMedia(response, signed, { contentType });
  });
  const { result: { filePath = "", images } } = await runAction("generate-core", { prompt: "x" });
  const saved = await readFile(filePath);
  expect(saved.equals(signed)).toBe(true);
  expect(images).toMatchObject([{ contentCredentials: true, contentType, bytes: signed.length }]);
  expect(await credentialsState(saved, contentType)).toBe("Valid");
});

test("a picture that is not signed is not said to be, and gets its parameters", async () => {
  const picture = await plainPicture();
  await startServer((response) => {
    sendMedia(response, picture);
  });
  const { result: { filePath = "", images } } = await runAction("generate-core", { prompt: "x" });
  expect(images[0]).not.toHaveProperty("contentCredentials");
  expect((await readFile(filePath)).length).toBeGreaterThan(picture.length);
});
