/** The disk before money: what cannot be saved is not asked for. */
import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { execFile } from "node:child_process";
import { symlink } from "node:fs/promises";
import { promisify } from "node:util";
import { reserveFiles } from "../../components/dreamstudio/common/files/output-files.ts";
import { freeMebibytes } from "../../components/dreamstudio/common/files/output-folder.ts";
import { failAction, runAction, testKey } from "../support/binder.ts";
import { plainPicture, saved } from "../support/files.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { json, startServer } from "../support/server.ts";
import { sendMedia } from "../support/v2-host.ts";

const folder = usePicturesFolder();

let picture: Buffer;
beforeAll(async () => {
  picture = await plainPicture();
});

let image: string;
beforeEach(async () => {
  image = await saved(folder.path(), "image.png", picture);
});

const paidActions: readonly [string, () => object][] = [
  ["text-to-image", () => ({ prompt: "x", samples: 3 })],
  ["generate-core", () => ({ prompt: "x", count: 3 })],
  ["remove-background", () => ({ image })],
  ["upscale-creative", () => ({ image, prompt: "x" })],
  ["api-request", () => ({ method: "POST", path: "/v2beta/new", json: {} })],
];

describe.each(paidActions)("%s is not sent", (action, props) => {
  test.each<[string, () => string, string]>([
    ["a file", () => image, "that is not a folder"],
    ["/dev/null", () => "/dev/null", "that is not a folder"],
    ["not there", () => `${folder.path()}/none`, "the folder does not exist"],
    ["of a name that is too long", () => `${folder.path()}/${"a".repeat(256)}`, "its name is too long"],
    ["a link to itself", () => `${folder.path()}/circle`, "its links lead in a circle"],
  ])("if the folder is %s", async (_name, path, why) => {
    await symlink(`${folder.path()}/circle`, `${folder.path()}/circle`);
    process.env["STASH_DIR"] = path();
    const { requests } = await startServer(json(500, {}));
    const { name, message } = await failAction(action, props());
    expect({ name, message }).toStrictEqual({
      name: "ConfigurationError",
      message: `Nothing was sent: pictures could not be saved in ${path()}: ${why}.`,
    });
    expect(requests).toStrictEqual([]);
  });
});

const withoutInputs = paidActions.filter(([, props]) => !("image" in props()));

test.each(withoutInputs)("%s is not sent if too many files are open", async (action, props) => {
  const { url, requests } = await startServer(json(500, {}));
  const path = `${process.cwd()}/components/dreamstudio/actions/${action}/${action}.mjs`;
  const script = `
    import { openSync } from "node:fs";
    const { default: action } = await import(${JSON.stringify(path)});
    const dreamstudio = { $auth: { api_key: ${JSON.stringify(testKey)} } };
    for (const [name, run] of Object.entries(action.props.dreamstudio.methods)) dreamstudio[name] = run.bind(dreamstudio);
    try { for (;;) openSync("/dev/null"); } catch {}
    await action.run.call({ dreamstudio, ...${JSON.stringify(props())} }, { $: { export() {} } })
      .then(() => console.log("made"), ({ message }) => console.log(message));
  `;
  const command = "ulimit -n 200; exec node --input-type=module --eval \"$0\"";
  const env = { ...process.env, STABILITY_API_HOST: url };
  const { stdout } = await promisify(execFile)("bash", ["-c", command, script], { env });
  expect(stdout).toBe(`Nothing was sent: pictures could not be saved in ${folder.path()}: too many files are open.\n`);
  expect(requests).toStrictEqual([]);
});

describe("the room on the disk", () => {
  test("has to be there before anything is sent, for all files together", async () => {
    const free = Math.floor(await freeMebibytes(folder.path()) ?? 0);
    expect(free).toBeGreaterThan(0);
    const before = await folder.files();
    await expect(reserveFiles("x", 2, { files: 2, mebibytes: free / 2 })).rejects.toMatchObject({
      name: "ConfigurationError",
      message: expect.stringMatching(/^Nothing was sent: .*: \d+ MiB are free there, and \d+ MiB may be needed\.$/),
    });
    expect(await folder.files()).toStrictEqual(before);
    const [first, second] = await reserveFiles("x", 2, { files: 2, mebibytes: 0.1 });
    expect(await folder.files()).toHaveLength(before.length + 4);
    await first?.[Symbol.asyncDispose]();
    await second?.[Symbol.asyncDispose]();
    expect(await folder.files()).toStrictEqual(before);
  });

  test.each(["/proc", "/sys", "/nowhere"])("is not known in %s, and that is no reason to refuse", async (path) => {
    expect(await freeMebibytes(path)).toBeUndefined();
  });
});

describe("the file of a picture", () => {
  test.each(paidActions.slice(0, 2))("of %s is there before the request, as many as are asked for", async (action, props) => {
    let during: string[] = [];
    await startServer((response) => {
      void folder.files().then((files) => {
        during = files.filter((name) => name.endsWith(".part"));
        sendMedia(response, picture);
      });
    });
    const { result } = await runAction(action, props());
    expect(during.length).toBeGreaterThanOrEqual(1);
    expect((await folder.files()).filter((name) => name !== "image.png")).toHaveLength(result.filePaths.length);
  });
});

test("what is free and cannot be saved was not paid for, and nobody says so", async () => {
  process.env["STASH_DIR"] = image;
  await startServer((response) => {
    sendMedia(response, picture);
  });
  const free: readonly [string, object][] = [
    ["get-generation-result", { id: "a".repeat(64), waitForResult: false }],
    ["api-request", { method: "GET", path: "/v2beta/results/1" }],
  ];
  for (const [action, props] of free) {
    const { message } = await failAction(action, props);
    expect(message).toBe(`The picture could not be saved in ${image}: that is not a folder. Mend this before you run it again.`);
  }
});
