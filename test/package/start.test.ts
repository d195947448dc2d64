/** `npm start` behind its build, as a user runs it. */
import { expect, test } from "@jest/globals";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { usePicturesFolder } from "../support/folder.ts";
import { json, startServer } from "../support/server.ts";

const folder = usePicturesFolder();

/** Runs the command in an environment that has no key and no host of its own. */
function start(args: readonly string[] = [], environment: Record<string, string> = {}) {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(DREAMSTUDIO|STABILITY)_/.test(name));
  const env = { ...Object.fromEntries(inherited), STASH_DIR: folder.path(), ...environment };
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile("node", ["build/scripts/start.mjs", ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
    });
  });
}

/** How far two pictures are apart: the mean difference of a channel of a pixel, from 0 to 255. */
async function difference(one: Buffer, other: Buffer) {
  const [a, b] = await Promise.all([one, other].map((bytes) => sharp(bytes).removeAlpha().raw().toBuffer()));
  if (a === undefined || b === undefined || a.length !== b.length) return 255;
  return a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / a.length;
}

test("alone it draws the picture that README shows, says how, and ends with its path", async () => {
  const { code, stdout, stderr } = await start();
  expect({ code, stderr }).toStrictEqual({
    code: 0,
    stderr: "Using the built-in emulator: pictures are drawn, not generated, and nothing is spent. "
      + "For the real API, set DREAMSTUDIO_API_KEY to your key.\n\n",
  });
  const [file = ""] = await folder.files();
  expect(stdout.trimEnd().split("\n").at(-1)).toBe(`${folder.path()}/${file}`);
  const drawn = await readFile(`${folder.path()}/${file}`);
  expect(await difference(drawn, await readFile("docs/lighthouse.jpg"))).toBeLessThan(4);
});

const retired = [
  "text-to-image", "--prompt", "x", "--engine-id", "stable-diffusion-v1-6", "--width", "320", "--height", "320", "--json",
];

test("what is retired is not found, and said to be retired", async () => {
  const { code, stderr } = await start(retired);
  expect(code).toBe(1);
  expect(stderr).toContain("Stability AI retired this on 2025-07-24: /v1/generation/stable-diffusion-v1-6/text-to-image. "
    + "To try it anyway: npm start -- --as-of any text-to-image …\n");
});

test("--json leaves nothing but the result on stdout, and what is retired is there to be tried", async () => {
  const { code, stdout } = await start(["--as-of", "any", ...retired]);
  expect(code).toBe(0);
  const { returnValue } = JSON.parse(stdout) as { returnValue: { filePath: string } };
  expect(await sharp(returnValue.filePath).metadata()).toMatchObject({ width: 320, height: 320 });
});

test("a day that is none is refused before anything is asked", async () => {
  expect(await start(["--as-of=soon", "balance"])).toMatchObject({ code: 1, stderr: expect.stringContaining("asOf must be a day") as unknown });
});

test("with a host and a key it asks that host, and not the emulator", async () => {
  const { url, requests } = await startServer(json(500, { id: "1", name: "server_error", message: "No." }));
  const outcome = await start([], { STABILITY_API_HOST: url, DREAMSTUDIO_API_KEY: "sk-emulator-mine" });
  expect(outcome).toStrictEqual({
    code: 1,
    stdout: "",
    stderr: "Stability AI answered 500 server_error: No. The fault is on the side of the host; try again later.\n",
  });
  expect(requests).toHaveLength(1);
});

test("with a host and no key it says how to give one", async () => {
  const { url } = await startServer(json(200, {}));
  const { code, stderr } = await start([], { STABILITY_API_HOST: url });
  expect(code).toBe(1);
  expect(stderr).toContain("set DREAMSTUDIO_API_KEY where you run the component yourself");
});

test.each([
  ["the height that goes with a width", ["height", "--width", "1152"], /^896 {2}896 pixels\n$/],
  ["the heights of another engine", ["height", "--width", "1152", "--engineId", "stable-diffusion-v1-6"], /^320 .*\n(.*\n){18}1536 /],
  ["the engines", ["engineId"], /^stable-diffusion-xl-1024-v1-0 +Stable Diffusion XL v1\.0$/m],
  ["the organizations", ["organizationId"], /^org-\S+ +Emulated Organization\norg-\S+ +Second Organization\n$/],
])("--options shows %s", async (_name, args, shown) => {
  expect((await start(["text-to-image", "--options", ...args])).stdout).toMatch(shown);
});
