/** The models that the emulator makes: the validator of Khronos reads them, and what was asked can be seen in them. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { useEmulator } from "../support/emulator.ts";
import { validateModel } from "../support/judges.ts";
import { plain, png } from "../support/pictures.ts";
import { bytesOf, postV2, v2ErrorOf, type V2Fields } from "../support/v2-requests.ts";

const emulator = useEmulator();

let image: Buffer;
beforeAll(async () => {
  // A disc on white.
  image = await png({ width: 160, height: 120 }, (x, y) =>
    Math.hypot(x - 80, y - 60) < 45 ? [200, 60, 40, 255] : [250, 250, 250, 255]);
});

const post = (name: string, fields: V2Fields = {}) => postV2(emulator.url(), `/v2beta/3d/${name}`, { image, texture_resolution: "512", ...fields });
const model = async (name: string, fields?: V2Fields) => bytesOf(await post(name, fields));
const judged = async (name: string, fields?: V2Fields) => validateModel(await model(name, fields));

const both = ["stable-fast-3d", "stable-point-aware-3d"];

describe.each(both)("%s", (name) => {
  test("answers with a GLB that is right in all, and with nothing else", async () => {
    const response = await post(name);
    expect(response.headers.get("content-type")).toBe("model/gltf-binary");
    for (const header of ["seed", "finish-reason"]) expect(response.headers.has(header)).toBe(false);
    const { errors, triangles } = await validateModel(await bytesOf(response));
    expect(errors).toBe(0);
    expect(triangles).toBeGreaterThan(1_000);
  });

  test.each(["application/json", "image/png"])("sends a GLB to those who accept %s", async (accept) => {
    const response = await postV2(emulator.url(), `/v2beta/3d/${name}`, { image, texture_resolution: "512" }, { accept });
    expect(response.headers.get("content-type")).toBe("model/gltf-binary");
    await response.arrayBuffer();
  });

  test.each(["512", "1024", "2048"])("has a texture of %s pixels a side", async (resolution) => {
    const { image: texture } = await judged(name, { texture_resolution: resolution });
    expect(texture).toMatchObject({ width: Number(resolution), height: Number(resolution) });
  });

  test.each(["none", "triangle", "quad"])("is whole with the faces %s", async (remesh) => {
    expect((await judged(name, { remesh })).errors).toBe(0);
  });

  test("always makes the same of the same, and something else of something else", async () => {
    const one = await model(name);
    expect((await model(name)).equals(one)).toBe(true);
    const other = await model(name, { image: await png({ width: 160, height: 120 }, plain(90)) });
    expect(other.equals(one)).toBe(false);
    expect((await validateModel(other)).errors).toBe(0);
  });
});

test.each([100, 500, 2_000, 20_000])("about %d vertices", async (count) => {
  const { vertices } = await judged("stable-fast-3d", { vertex_count: count });
  expect(Math.abs(vertices - count) / count).toBeLessThan(0.2);
});

test("a limit of no vertices leaves the least mesh that there is", async () => {
  const { vertices, errors } = await judged("stable-fast-3d", { vertex_count: 0 });
  expect(errors).toBe(0);
  expect(vertices).toBeLessThan(10);
});

test.each([["none", 1], ["triangle", 1], ["quad", 2]] as const)("about 1,000 faces of %s", async (remesh, trianglesInFace) => {
  const { triangles } = await judged("stable-point-aware-3d", { target_type: "face", target_count: 1_000, remesh });
  expect(Math.abs(triangles / trianglesInFace - 1_000)).toBeLessThan(200);
});

test("words of errors: 400 and 413, and never 422", async () => {
  expect(await v2ErrorOf(await post("stable-fast-3d", { remesh: "hexagon" }))).toMatch(/^400 bad_request: remesh: invalid enum value/);
  expect(await v2ErrorOf(await post("stable-fast-3d", { image: Buffer.alloc(10 * 1024 * 1024) })))
    .toBe("413 payload_too_large: body: payloads cannot be larger than 10MiB in size");
});
