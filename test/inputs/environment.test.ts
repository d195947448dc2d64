/** An empty environment variable is one that is not set. */
import { expect, test } from "@jest/globals";
import { execFile } from "node:child_process";
import { apiHost } from "../../components/dreamstudio/common/wire/host.ts";
import { fieldsFrom } from "../../runtime/component/account.ts";
import { usePicturesFolder } from "../support/folder.ts";

const folder = usePicturesFolder();

test("an empty host is Stability AI's, and one of blanks is no address", () => {
  expect(apiHost({ STABILITY_API_HOST: "" })).toStrictEqual(apiHost({}));
  expect(() => apiHost({ STABILITY_API_HOST: " " })).toThrow("must be an http or https address");
});

test("an empty field of an account is none", () => {
  expect(fieldsFrom({ DREAMSTUDIO_API_KEY: "", DREAMSTUDIO_OTHER: "1" }, "dreamstudio")).toStrictEqual({ other: "1" });
});

test("with an empty key and an empty host, npm start runs the emulator", async () => {
  const env = { ...process.env, DREAMSTUDIO_API_KEY: "", STABILITY_API_HOST: "", STASH_DIR: folder.path(), TMPDIR: "" };
  const output = await new Promise<string>((resolve) => {
    execFile("node", ["build/scripts/start.mjs", "balance"], { env }, (error, stdout, stderr) => {
      resolve(`${error === null ? "well" : "badly"} ${stderr} ${stdout}`);
    });
  });
  expect(output).toMatch(/^well Using the built-in emulator/);
}, 120_000);
