/** Where the parameters of what was made are saved besides the result: nowhere, beside the file, or in it. */
import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { runAction, testKey } from "../support/binder.ts";
import { credentialsState } from "../support/content-credentials.ts";
import { plainPicture, pngOfBytes, saved } from "../support/files.ts";
import { plainFilm } from "../support/films.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { descriptionIn, toldBy } from "../support/metadata.ts";
import { json, startServer } from "../support/server.ts";
import { sendMedia } from "../support/v2-host.ts";

// Processes of their own start slowly on a busy machine.
jest.setTimeout(90_000);

const folder = usePicturesFolder();

const prompt = "A lighthouse";
const id = "a".repeat(64);
const made = { operation: "generate-core", parameters: { prompt }, seed: 5 };

const signedNote = "Stability AI has signed the file (Content Credentials), and one byte more would make that invalid: "
  + "its parameters are in a file beside it.";
const roomNote = "The parameters could not be added to the metadata of the file: they are in a file beside it.";

let picture: Buffer;
let signed: Buffer;
beforeAll(async () => {
  picture = await plainPicture();
  signed = await readFile("test/formats/cases/signed/signed-a.png");
});

const send = (bytes: Buffer, contentType = "image/png") => startServer((response) => {
  sendMedia(response, bytes, { contentType, seed: 5 });
});

const readJson = async (path = ""): Promise<unknown> => JSON.parse(await readFile(path, "utf8"));

describe("a picture that is not signed", () => {
  test.each([{}, { saveParameters: "nowhere" }])("with %j is alone", async (props) => {
    await send(picture);
    const { result } = await runAction("generate-core", { prompt, ...props });
    expect(await readFile(result.filePath ?? "")).toStrictEqual(picture);
    expect(result).not.toHaveProperty("notes");
    expect(result.images[0]).not.toHaveProperty("parametersPath");
    expect(await folder.files()).toHaveLength(1);
  });

  test("has a sidecar", async () => {
    await send(picture);
    const { result } = await runAction("generate-core", { prompt, saveParameters: "sidecar" });
    const { filePath = "", filePaths, images } = result;
    expect(await readFile(filePath)).toStrictEqual(picture);
    expect(images).toMatchObject([{ parametersPath: `${filePath}.json`, bytes: picture.length }]);
    expect(await readJson(`${filePath}.json`)).toStrictEqual(made);
    expect(filePaths).toStrictEqual([filePath]);
    expect(result).not.toHaveProperty("notes");
    expect(await folder.files()).toHaveLength(2);
  });

  test("tells it in its metadata", async () => {
    await send(picture);
    const { result } = await runAction("generate-core", { prompt, saveParameters: "metadata" });
    expect(await toldBy(result.filePath)).toStrictEqual(made);
    expect(result).not.toHaveProperty("notes");
    expect(await folder.files()).toHaveLength(1);
  });

  test("is refused anything else", async () => {
    const { requests } = await send(picture);
    await expect(runAction("generate-core", { prompt, saveParameters: true })).rejects.toThrow("must be one of nowhere");
    expect(requests).toStrictEqual([]);
  });
});

test.each(["sidecar", "metadata"])("each of several pictures has its own (%s)", async (saveParameters) => {
  const artifacts = [signed, picture].map((bytes, seed) =>
    ({ base64: bytes.toString("base64"), seed: seed + 1, finishReason: "SUCCESS" }));
  await startServer(json(200, { artifacts }));
  const { result } = await runAction("text-to-image", { prompt, samples: 2, saveParameters });
  const [first, second] = result.filePaths;
  expect(await readJson(`${first ?? ""}.json`)).toMatchObject({ operation: "text-to-image", seed: 1 });
  if (saveParameters === "metadata") expect(await toldBy(second)).toMatchObject({ seed: 2 });
  else expect(await readJson(`${second ?? ""}.json`)).toMatchObject({ seed: 2 });
  expect(result.notes ?? []).toStrictEqual(saveParameters === "metadata" ? [signedNote] : []);
});

test("a signed picture is never touched, and gets a sidecar with a note", async () => {
  await send(signed);
  const { result } = await runAction("generate-core", { prompt, saveParameters: "metadata" });
  const { filePath = "" } = result;
  expect(await readFile(filePath)).toStrictEqual(signed);
  expect(await credentialsState(await readFile(filePath), "image/png")).toBe("Valid");
  expect(result.images).toMatchObject([{ contentCredentials: true, parametersPath: `${filePath}.json` }]);
  expect(await readJson(`${filePath}.json`)).toStrictEqual(made);
  expect(result.notes).toStrictEqual([signedNote]);
});

test("a film has no room for them, and gets a sidecar with a note", async () => {
  const film = await plainFilm();
  await send(film, "video/mp4");
  const { result } = await runAction("get-generation-result", { id, generationType: "video", saveParameters: "metadata" });
  const { filePath = "" } = result;
  expect(await readFile(filePath)).toStrictEqual(film);
  expect(result.videos).toMatchObject([{ parametersPath: `${filePath}.json` }]);
  expect(await readJson(`${filePath}.json`)).toMatchObject({ operation: "get-generation-result", seed: 5 });
  expect(result.notes).toStrictEqual([roomNote]);
});

test("what was filtered and skipped leaves nothing", async () => {
  await startServer((response) => {
    sendMedia(response, picture, { finishReason: "CONTENT_FILTERED" });
  });
  await runAction("generate-core", { prompt, saveParameters: "sidecar", onContentFiltered: "skip" });
  expect(await folder.files()).toStrictEqual([]);
});

test.each(["sidecar", "metadata"])("the key is neither there nor in the result (%s)", async (saveParameters) => {
  await send(picture);
  const given = `x ${testKey} and ${testKey.toUpperCase()} \u0001`;
  const { result, exports } = await runAction("generate-core", { prompt: given, saveParameters });
  expect(JSON.stringify([result, exports])).not.toMatch(/of-the-tests/i);
  expect(result.parameters["prompt"]).toBe("x [API key] and [API key] \u0001");
  for (const name of await folder.files()) {
    expect(await readFile(`${folder.path()}/${name}`, "latin1")).not.toMatch(/of-the-tests/i);
  }
});

test("of files a sidecar has only the names", async () => {
  const image = await saved(folder.path(), "my photo.png", await plainPicture({ alpha: 0.5 }));
  await send(picture);
  const { result } = await runAction("erase", { image, saveParameters: "sidecar" });
  expect(await readJson(`${result.filePath ?? ""}.json`)).toMatchObject({ parameters: { image: "my photo.png" } });
});

test("a disk without room for the sidecar does not cost the picture", async () => {
  const bytes = await pngOfBytes(8 * 1024 - 10);
  const { url } = await send(bytes);
  const command = "ulimit -f 8; exec node build/scripts/start.mjs generate-core --prompt \"$0\" --save-parameters sidecar";
  const { stdout } = await promisify(execFile)("bash", ["-c", command, "x".repeat(9_000)], {
    env: { ...process.env, STABILITY_API_HOST: url, DREAMSTUDIO_API_KEY: testKey, STASH_DIR: folder.path() },
  });
  expect(stdout).toMatch(/The parameters of generate-core-.*png could not be saved beside it: the file grew/);
  const [file = "", ...others] = (await folder.files()).filter((name) => name.startsWith("generate-core"));
  expect(others).toStrictEqual([]);
  expect((await stat(`${folder.path()}/${file}`)).size).toBe(bytes.length);
  expect(await descriptionIn(`${folder.path()}/${file}`)).toBeUndefined();
});
