/** `npx stability-emulator`, as it is started by hand. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { request } from "node:https";
import { createServer, type AddressInfo } from "node:net";
import { promisify } from "node:util";
import { describe, expect, test } from "@jest/globals";
import { credentialsState } from "../support/content-credentials.ts";
import { runCommand, startCommand } from "../support/emulator-command.ts";
import { plain, png } from "../support/pictures.ts";
import { authorization, freshKey, get } from "../support/stability-api.ts";
import { bytesOf, postV2, v2ErrorOf } from "../support/v2-requests.ts";

const image = await png({ width: 64, height: 64 }, plain(90));

describe("the command", () => {
  test("says where it listens, as of which day, and ends when asked", async () => {
    const command = await startCommand("--as-of", "any");
    expect(command.output()).toContain("emulated as of any");
    expect((await get(command.url, "/v1/user/balance")).body).toStrictEqual({ credits: 25 });
    expect(await command.end()).toBe(0);
  });

  test("shows the API as it is today if no day is named", async () => {
    const { url, output, end } = await startCommand();
    const { asOf } = await (await fetch(`${url}/_emulator/health`)).json() as { asOf: string };
    expect(asOf).toMatch(/^2026-\d\d-\d\d$/);
    expect(output()).toContain(`emulated as of ${asOf}`);
    await end();
  });

  test("--credits says what each key has", async () => {
    const { url, end } = await startCommand("--credits", "1000");
    expect((await get(url, "/v1/user/balance")).body).toStrictEqual({ credits: 1000 });
    await end();
  });

  test("--strict refuses a field that an operation does not know", async () => {
    const { url, end } = await startCommand("--strict");
    expect(await v2ErrorOf(await postV2(url, "upscale/fast", { image, imge: "x" })))
      .toBe("400 bad_request: imge: is not a known field");
    await end();
  });

  test("--content-credentials signs, so that a validator finds nothing changed", async () => {
    const { url, end } = await startCommand("--content-credentials");
    expect(await credentialsState(await bytesOf(await postV2(url, "upscale/fast", { image })), "image/png")).toBe("Valid");
    await end();
  });

  test("--tls leads a client here whose host is fixed", async () => {
    const { url, output, end } = await startCommand("--tls");
    const [, path = ""] = /trust the authority in (\S+)/.exec(output()) ?? [];
    const { stdout } = await promisify(execFile)("curl", [
      "--silent", "--cacert", path, "--connect-to", `api.stability.ai:443:127.0.0.1:${new URL(url).port}`,
      "https://api.stability.ai/v1/user/balance", "--header", "Authorization: Bearer sk-emulator-me",
    ]);
    expect(JSON.parse(stdout)).toStrictEqual({ credits: 25 });
    await end();
  });

  test("--tls speaks https, and prints the file of the authority to trust", async () => {
    const { url, output, end } = await startCommand("--tls");
    expect(url).toMatch(/^https:/);
    const [, path = ""] = /trust the authority in (\S+)/.exec(output()) ?? [];
    const ca = await readFile(path, "utf8");
    const status = await new Promise((resolve, reject) => {
      request(`${url}/v1/user/balance`, { ca, headers: { Authorization: "sk-emulator-x" } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).on("error", reject).end();
    });
    expect(status).toBe(200);
    await end();
    await expect(readFile(path)).rejects.toThrow("ENOENT");
  });
});

describe("what is printed of a request", () => {
  test("is a line with method, path, status, time, credits and what was made", async () => {
    const { url, output, end } = await startCommand();
    await postV2(url, "upscale/fast", { image }, { key: "sk-emulator-secret" });
    await postV2(url, "upscale/fast", {}, { key: "sk-emulator-secret" });
    await end();
    const start = "POST  /v2beta/stable-image/upscale/fast  ";
    const lines = output().split("\n").filter((line) => line.startsWith(start)).map((line) => line.slice(start.length));
    expect(lines).toStrictEqual([
      expect.stringMatching(/^200 {2}\d+ ms {2}[12] credits {2}image\/png$/) as unknown,
      expect.stringMatching(/^400 {2}\d+ ms$/) as unknown,
    ]);
    expect(output()).not.toContain("sk-emulator-secret");
  });

  test("says of what is not found that it is retired, and how to try it", async () => {
    const { url, lines, end } = await startCommand();
    const retired = [
      "/v1/generation/stable-diffusion-v1-6/text-to-image",
      "/v2beta/image-to-video",
      "/v1beta/generation/x/text-to-image",
    ];
    const others = ["/v1/generation/no-such-engine/text-to-image", "/v2beta/no-such-path"];
    for (const path of [...retired, ...others]) {
      const { status } = await fetch(url + path, { method: "POST", headers: authorization(freshKey()) });
      expect([path, status]).toStrictEqual([path, 404]);
    }
    await end();
    const days = lines().filter((line) => line.startsWith("POST"))
      .map((line) => /404 {2}\d+ ms(?: {2}retired (\S+), --as-of any has it)?$/.exec(line)?.[1]);
    expect(days).toStrictEqual(["2025-07-24", "2025-07-24", "2023-05-01", undefined, undefined]);
  });

  test("is nothing with --quiet", async () => {
    const { url, output, end } = await startCommand("--quiet");
    await get(url, "/v1/user/balance");
    await end();
    expect(output()).not.toContain("balance");
  });

  test("is JSON with --json, and nothing else is on that stream", async () => {
    const { url, lines, end } = await startCommand("--json");
    await get(url, "/v1/user/balance");
    await end();
    expect(lines().map((line) => JSON.parse(line) as unknown)).toStrictEqual([{
      method: "GET", path: "/v1/user/balance", status: 200, millis: expect.any(Number) as unknown, credits: 0, made: null, retiredOn: null,
    }]);
  });
});

describe("what ends at once", () => {
  test("--version", async () => {
    const { version } = JSON.parse(await readFile("emulator/package.json", "utf8")) as { version: string };
    expect(await runCommand("--version")).toMatchObject({ code: 0, stdout: `${version}\n` });
  });

  test("--help names every option", async () => {
    const { code, stdout } = await runCommand("--help");
    expect(code).toBe(0);
    const names = ["port", "as-of", "credits", "caption", "strict", "content-credentials", "tls", "quiet", "json", "version"];
    for (const name of names) expect(stdout).toContain(`--${name}`);
  });

  test.each([
    [["--as-of", "soon"], "asOf must be"],
    [["--prot", "1"], "Unknown argument: prot"],
    [["--port", "65536"], "--port must be a whole number from 0 to 65535"],
    [["--port", "-1"], "--port must be a whole number"],
    [["--port", "1.5"], "--port must be a whole number"],
    [["--port", "http"], "--port must be a whole number"],
    [["--credits", "-1"], "--credits must be a number of at least 0"],
    [["--credits", "many"], "--credits must be a number of at least 0"],
    [["--quiet", "--json"], "--quiet and --json exclude each other"],
    [["4010"], "Unknown argument: 4010"],
  ])("%j: %s", async (args, message) => {
    expect(await runCommand(...args)).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining(message) as unknown });
  });

  test("a port that is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await runCommand("--port", String(port));
    expect([code, stderr]).toStrictEqual([1, expect.stringContaining(String(port)) as unknown]);
    other.close();
  });
});
