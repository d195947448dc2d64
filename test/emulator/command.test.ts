/** `npx stability-emulator` */
import { expect, test } from "@jest/globals";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { promisify } from "node:util";
import { get } from "../support/stability-api.ts";

test("listens where it is told, says so, and ends when asked", async () => {
  const child = spawn("node", ["node_modules/.bin/stability-emulator", "--port", "0", "--as-of", "any"]);
  const output = await new Promise<string>((resolve) => {
    child.stdout.once("data", (data: Buffer) => {
      resolve(data.toString());
    });
  });
  const [url = ""] = /http:\/\/127\.0\.0\.1:\d+/.exec(output) ?? [];
  expect(output).toContain("emulated as of any");
  expect((await get(url, "/v1/user/balance")).body).toStrictEqual({ credits: 25 });
  const code = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  expect(await code).toBe(0);
});

test("gives keys as many credits as it is told", async () => {
  const child = spawn("node", ["node_modules/.bin/stability-emulator", "--port", "0", "--credits", "1000"]);
  const [data] = await once(child.stdout, "data") as [Buffer];
  const [url = ""] = /http:\/\/127\.0\.0\.1:\d+/.exec(data.toString()) ?? [];
  expect((await get(url, "/v1/user/balance")).body).toStrictEqual({ credits: 1000 });
  child.kill("SIGTERM");
  await once(child, "exit");
});

test("says what is wrong with its arguments", async () => {
  const run = (...args: string[]) => promisify(execFile)("node", ["node_modules/.bin/stability-emulator", ...args])
    .catch((error: unknown) => error as { code: number; stderr: string });
  expect(await run("--as-of", "soon")).toMatchObject({ code: 1, stderr: expect.stringContaining("asOf must be") as unknown });
  expect(await run("--prot", "1")).toMatchObject({ code: 1, stderr: expect.stringContaining("Unknown argument: prot") as unknown });
});
