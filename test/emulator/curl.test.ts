/** The commands that the API's documents show, with the emulator's address and key, as typed into a shell. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import sharp from "sharp";
import { control } from "../support/control.ts";
import { useEmulator } from "../support/emulator.ts";
import { gradient, png } from "../support/pictures.ts";

const emulator = useEmulator({ asOf: "any" });

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stability-curl-"));
  await mkdir(join(folder, "work/out"), { recursive: true });
  const picture = (side: number) => png({ width: side, height: side }, gradient({ width: side, height: side }));
  await writeFile(join(folder, "init_image.png"), await picture(512));
  await writeFile(join(folder, "init_image_1024.png"), await picture(1024));
  await writeFile(join(folder, "mask_image_white.png"), await png({ width: 512, height: 512 }, (x) => x < 256 ? [0, 0, 0] : [255, 255, 255]));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Runs a command where `../init_image.png` is found; curl's -f makes it fail for any status but a good one. */
const shell = async (command: string) => (await promisify(execFile)("sh", ["-c", command], {
  cwd: join(folder, "work"),
  env: { PATH: process.env["PATH"] ?? "", BASE_URL: emulator.url(), STABILITY_API_KEY: "sk-emulator-curl" },
})).stdout;

const bearer = "-H \"Authorization: Bearer $STABILITY_API_KEY\"";
const raw = "-H \"Authorization: $STABILITY_API_KEY\"";

/** What comes before the fields of a form. */
const form = (path: string, key: string, accept: string) => `curl -f -sS -X POST "$BASE_URL${path}" \\
  -H 'Content-Type: multipart/form-data' \\
  -H 'Accept: ${accept}' \\
  ${key} \\
`;

/** The value of the part `options`, with its quotes as a shell and curl want them. */
const options = (value: object) => `-F 'options="${JSON.stringify(value, undefined, 2).replaceAll("\"", "\\\"")}"'`;

const prompts = [{ text: "A large spiral galaxy dog with a ring of stars around it", weight: 1 }];
const usual = { cfg_scale: 7, clip_guidance_preset: "FAST_BLUE", height: 512, width: 512, samples: 1 };

const json = (path: string, key: string, accept: string, body: object) => `curl -f -sS -X POST "$BASE_URL${path}" \\
  -H 'Content-Type: application/json' \\
  -H 'Accept: ${accept}' \\
  ${key} \\
  --data-raw '${JSON.stringify(body, undefined, 2)}'`;

/** A command for each operation, by the type that it asks for, and the side of the picture that it makes. */
const commands: readonly [name: string, side: number, command: (accept: string) => string][] = [
  ["v1 text-to-image", 1024, (accept) => json(
    "/v1/generation/stable-diffusion-xl-1024-v1-0/text-to-image", bearer, accept,
    { text_prompts: [{ text: "A lighthouse on a cliff" }], cfg_scale: 7, height: 1024, width: 1024, samples: 1, steps: 30 },
  )],
  ["v1 image-to-image", 1024, (accept) =>
    `${form("/v1/generation/stable-diffusion-xl-1024-v1-0/image-to-image", bearer, accept)} \
  -F 'init_image=@"../init_image_1024.png"' \
  -F 'init_image_mode=IMAGE_STRENGTH' \
  -F 'image_strength=0.35' \
  -F 'text_prompts[0][text]=A galactic dog in space' \
  -F 'cfg_scale=7' \
  -F 'samples=1' \
  -F 'steps=30'`],
  ["v1 masking", 512, (accept) =>
    `${form("/v1/generation/stable-inpainting-512-v2-0/image-to-image/masking", bearer, accept)} \
  -F 'init_image=@"../init_image.png"' \
  -F 'mask_image=@"../mask_image_white.png"' \
  -F 'mask_source=MASK_IMAGE_WHITE' \
  -F 'text_prompts[0][text]=A large spiral galaxy' \
  -F 'cfg_scale=7' \
  -F 'clip_guidance_preset=FAST_BLUE' \
  -F 'samples=1' \
  -F 'steps=30'`],
  ["v1 upscale", 1024, (accept) =>
    `${form("/v1/generation/esrgan-v1-x2plus/image-to-image/upscale", bearer, accept)} \
  -F 'image=@"../init_image.png"' \
  -F 'width=1024'`],
  ["v1beta text-to-image", 512, (accept) => json(
    "/v1beta/generation/stable-diffusion-v1-5/text-to-image", bearer, accept,
    { text_prompts: [{ text: "A lighthouse on a cliff" }], ...usual, steps: 50 },
  )],
  ["v1beta image-to-image", 512, (accept) =>
    `${form("/v1beta/generation/stable-diffusion-v1-5/image-to-image", bearer, accept)} \
  -F 'init_image=@"../init_image.png"' \
  -F 'init_image_mode=IMAGE_STRENGTH' \
  -F 'image_strength=0.35' \
  -F 'text_prompts[0][text]=A galactic dog in space' \
  -F 'cfg_scale=7' \
  -F 'clip_guidance_preset=FAST_BLUE' \
  -F 'height=512' \
  -F 'width=512' \
  -F 'samples=1' \
  -F 'steps=50'`],
  ["v1beta masking", 512, (accept) =>
    `${form("/v1beta/generation/stable-inpainting-512-v2-0/image-to-image/masking", bearer, accept)} \
  -F 'init_image=@"../init_image.png"' \
  -F 'mask_image=@"../mask_image_white.png"' \
  -F 'mask_source=MASK_IMAGE_WHITE' \
  -F 'text_prompts[0][text]=A large spiral galaxy' \
  -F 'cfg_scale=7' \
  -F 'clip_guidance_preset=FAST_BLUE' \
  -F 'height=512' \
  -F 'width=512' \
  -F 'samples=1' \
  -F 'steps=50'`],
  ["v1alpha text-to-image", 512, (accept) => json(
    "/v1alpha/generation/stable-diffusion-v1-5/text-to-image", raw, accept,
    { ...usual, steps: 50, text_prompts: prompts },
  )],
  ["v1alpha image-to-image", 512, (accept) =>
    `${form("/v1alpha/generation/stable-diffusion-v1-5/image-to-image", raw, accept)} \
  -F 'init_image=@"../init_image.png"' \
  ${options({ ...usual, step_schedule_start: 0.6, step_schedule_end: 0.01, steps: 50, text_prompts: prompts })}`],
  ["v1alpha masking", 512, (accept) =>
    `${form("/v1alpha/generation/stable-inpainting-512-v2-0/image-to-image/masking", raw, accept)} \
  -F 'init_image=@"../init_image.png"' \
  -F 'mask_image=@"../mask_image_white.png"' \
  ${options({ mask_source: "MASK_IMAGE_WHITE", ...usual, steps: 50, text_prompts: prompts })}`],
];

describe.each(commands)("%s", (_name, side, command) => {
  test("as PNG, into a file", async () => {
    await shell(`${command("image/png")} \\\n  -o ./out/picture.png`);
    expect(await sharp(await readFile(join(folder, "work/out/picture.png"))).metadata())
      .toMatchObject({ format: "png", width: side, height: side });
  });

  test("as JSON", async () => {
    // A picture is more than execFile takes from stdout, so this goes into a file too.
    await shell(`${command("application/json")} \\\n  -o ./out/answer.json`);
    const answer = JSON.parse(await readFile(join(folder, "work/out/answer.json"), "utf8")) as { artifacts: { base64: string }[] };
    expect(answer.artifacts).toHaveLength(1);
    expect(await sharp(Buffer.from(answer.artifacts[0]?.base64 ?? "", "base64")).metadata()).toMatchObject({ format: "png", width: side });
  });
});

describe.each([["v1", bearer], ["v1beta", bearer], ["v1alpha", raw]])("%s", (version, key) => {
  const get = async (path: string) => JSON.parse(await shell(`curl -f -sS "$BASE_URL/${version}${path}" \\
  -H 'Accept: application/json' \\
  ${key}`)) as Record<string, unknown>;

  test("engines, account and balance", async () => {
    const list = await get("/engines/list");
    expect(version === "v1" ? list : list["engines"]).toHaveLength(11);
    expect(await get("/user/account")).toHaveProperty("organizations");
    expect(await get("/user/balance")).toHaveProperty("credits");
  });

  test("the balance with the content type that the documents give it", async () => {
    const answer = await shell(`curl -f -sS "$BASE_URL/${version}/user/balance" \\
  -H 'Content-Type: application/json' \\
  ${key}`);
    expect(JSON.parse(answer)).toHaveProperty("credits");
  });
});

describe("v2, as its samples are written", () => {
  beforeAll(async () => {
    await control(emulator.url(), "PUT", "/credits", { key: "sk-emulator-curl", credits: 100 });
  });

  const samples: readonly [name: string, file: string, size: object, command: string][] = [
    ["generate/core", "lighthouse.webp", { format: "webp", width: 1536, height: 1536 }, `-H "accept: image/*" \\
  -F prompt="Lighthouse on a cliff overlooking the ocean" \\
  -F output_format="webp"`],
    ["upscale/fast", "larger.png", { format: "png", width: 2048, height: 2048 }, `-H "accept: image/*" \\
  -F image=@"../init_image.png" \\
  -F output_format="png"`],
    ["edit/erase", "just-the-beach.webp", { format: "webp", width: 512, height: 512 }, `-H "accept: image/*" \\
  -F image=@"../init_image.png" \\
  -F mask=@"../mask_image_white.png" \\
  -F output_format="webp"`],
  ];
  test.each(samples)("%s into %s", async (path, file, size, command) => {
    await shell(`curl -f -sS "$BASE_URL/v2beta/stable-image/${path}" \\
  -H "authorization: Bearer $STABILITY_API_KEY" \\
  ${command} \\
  -o "./out/${file}"`);
    expect(await sharp(await readFile(join(folder, "work/out", file))).metadata()).toMatchObject(size);
  });

  test("a generation that is started, and its result by the key alone", async () => {
    const { id } = JSON.parse(await shell(`curl -f -sS "$BASE_URL/v2beta/stable-image/edit/replace-background-and-relight" \\
  -H "authorization: Bearer $STABILITY_API_KEY" \\
  -F subject_image=@"../init_image.png" \\
  -F background_prompt="a beach" \\
  -F output_format="webp"`)) as { id: string };
    const result = () => shell(`curl -sS -f -o "./out/result.webp" -w '%{http_code}' \\
  -H "authorization: $STABILITY_API_KEY" -H 'accept: image/*' "$BASE_URL/v2beta/results/${id}"`);
    expect(await result()).toBe("202");
    await shell(`curl -f -sS $BASE_URL/_emulator/clock -H 'Content-Type: application/json' -d '{"advanceMillis": 20000}'`);
    expect(await result()).toBe("200");
    expect(await sharp(await readFile(join(folder, "work/out/result.webp"))).metadata()).toMatchObject({ format: "webp", width: 512 });
  });
});

test("the commands of docs/emulator.md", async () => {
  // How https is led here, emulator/command.test.ts shows.
  const commands = [...(await readFile("docs/emulator.md", "utf8")).matchAll(/```sh\n(curl http:[^]*?)```/g)];
  expect(commands).toHaveLength(3);
  for (const [, command = ""] of commands) await shell(command.replaceAll("http://127.0.0.1:4010", emulator.url()));
  expect(await sharp(await readFile(join(folder, "work/lighthouse.png"))).metadata()).toMatchObject({ width: 1024 });
  const faults = await shell("curl -f -sS $BASE_URL/_emulator/faults");
  expect(JSON.parse(faults)).toMatchObject([{ status: 503, count: 2 }]);
});
