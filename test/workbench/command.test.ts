/** The workbench as a command, for any folder of components. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const command = resolve("runtime/bin.mjs");
const components = resolve("test/fixtures/workbench");

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "workbench-command-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** @param onText gets all that it has written so far, and may end it */
function call(args: readonly string[], onText: (text: string, end: () => void) => void) {
  return new Promise<{ code: number | null; text: string }>((done) => {
    const child = spawn(process.execPath, [command, "workbench", ...args], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      onText(text, () => child.kill("SIGINT"));
    });
    child.once("close", (code) => {
      done({ code, text });
    });
  });
}

test("it prints an address that opens the page, until Ctrl+C", async () => {
  const answers: Promise<Response>[] = [];
  const { code } = await call([components], (text, end) => {
    const [address] = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+(?=\n)/.exec(text) ?? [];
    if (address === undefined || answers.length > 0) return;
    const answer = fetch(address, { redirect: "manual" });
    answers.push(answer);
    void answer.finally(end);
  });
  expect((await answers[0])?.status).toBe(302);
  expect(code).toBe(0);
}, 60_000);

test.each([
  ["a folder that is not there", ["not-there"], "There is no folder not-there."],
  ["no port", [components, "--port", "65536"], "--port: \"65536\" is no port."],
])("it refuses %s", async (_what, args, message) => {
  const { code, text } = await call(args, () => undefined);
  expect({ code, text: text.trim() }).toStrictEqual({ code: 2, text: message });
}, 60_000);
