/** GLBs by their chunks, with the validator of Khronos as the judge. */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { validateBytes } from "gltf-validator";
import { mediaFormat } from "../../components/dreamstudio/common/files/formats/media-format.ts";
import { inMemory } from "../support/files.ts";
import { counted } from "./judge.ts";

const formatOf = (bytes: Buffer) => mediaFormat(inMemory(bytes));

interface Chunk {
  type: string;
  data: Buffer;
}

/** @param more what is added to the length in the head, to make it wrong */
function glbOf(chunks: readonly Chunk[], { version = 2, more = 0 } = {}): Buffer {
  const parts = chunks.map(({ type, data }) => {
    const head = Buffer.alloc(8);
    head.writeUInt32LE(data.length, 0);
    head.write(type, 4, "latin1");
    return Buffer.concat([head, data]);
  });
  const body = Buffer.concat(parts);
  const head = Buffer.from("glTF\0\0\0\0\0\0\0\0");
  head.writeUInt32LE(version, 4);
  head.writeUInt32LE(12 + body.length + more, 8);
  return Buffer.concat([head, body]);
}

const json = (model: unknown): Chunk => {
  const text = JSON.stringify(model);
  return { type: "JSON", data: Buffer.from(text.padEnd(text.length + (4 - text.length % 4) % 4)) };
};

const binary = (bytes: number): Chunk => ({ type: "BIN\0", data: Buffer.alloc(bytes) });

interface Primitive {
  mode: number;
  corners: number;
  isIndexed: boolean;
}

/** A model of one mesh, all of whose corners are at the origin, or have the numbers from 0 to 2. */
function modelOf(primitives: readonly Primitive[]): Chunk[] {
  const most = Math.max(3, ...primitives.map(({ corners }) => corners));
  const indexBytes = Math.ceil(most / 4) * 4;
  const positions = { bufferView: 0, componentType: 5126, type: "VEC3", min: [0, 0, 0], max: [0, 0, 0] };
  const accessors = primitives.flatMap(({ corners, isIndexed }) => [
    { ...positions, count: isIndexed ? 3 : corners },
    { bufferView: 1, componentType: 5121, type: "SCALAR", count: corners },
  ]);
  const model = {
    asset: { version: "2.0" },
    buffers: [{ byteLength: most * 12 + indexBytes }],
    bufferViews: [
      { buffer: 0, byteLength: most * 12, byteStride: 12, target: 34962 },
      { buffer: 0, byteOffset: most * 12, byteLength: indexBytes, target: 34963 },
    ],
    accessors,
    meshes: [{
      primitives: primitives.map(({ mode, isIndexed }, at) => ({
        mode, attributes: { POSITION: at * 2 }, ...isIndexed && { indices: at * 2 + 1 },
      })),
    }],
  };
  return [json(model), binary(most * 12 + indexBytes)];
}

const triangle = [{ mode: 4, corners: 3, isIndexed: true }];
const asset = { version: "2.0" };

test("a model of any primitives has as many triangles as the judge counts", async () => {
  const primitive = fc.record({
    mode: fc.constantFrom(0, 4, 4, 5, 6),
    corners: fc.integer({ min: 1, max: 20 }).map((count) => count * 3),
    isIndexed: fc.boolean(),
  });
  await fc.assert(fc.asyncProperty(fc.array(primitive, { minLength: 1, maxLength: 4 }), async (primitives) => {
    const bytes = glbOf(modelOf(primitives));
    const { issues, info } = await validateBytes(new Uint8Array(bytes));
    expect(issues.messages.filter(({ severity }) => severity === 0)).toStrictEqual([]);
    expect(await formatOf(bytes)).toStrictEqual({
      kind: "model", contentType: "model/gltf-binary", extension: "glb", contentCredentials: false,
      triangles: info.totalTriangleCount, end: bytes.length, bytesBehindEnd: 0,
    });
  }), { numRuns: 50 });
});

test.each<[string, Buffer, string]>([
  ["cut by a byte", glbOf(modelOf(triangle)).subarray(0, -1), "is cut short"],
  ["cut in its head", glbOf(modelOf(triangle)).subarray(0, 11), "is cut short"],
  ["version 1", glbOf(modelOf(triangle), { version: 1 }), "is a GLB of version 1, but programs read version 2"],
  ["no chunk", glbOf([]), "is damaged: there is no GLB chunk at byte 12"],
  ["no JSON", glbOf([binary(8)]), "is damaged: it does not begin with its JSON"],
  ["JSON that is none", glbOf([{ type: "JSON", data: Buffer.from("{\"a\":   ") }]), "is damaged: its JSON is not whole"],
  ["JSON of another form", glbOf([{ type: "JSON", data: Buffer.from("[]  ") }]), "is damaged: its JSON is not whole"],
  ["a length less than its chunks", glbOf(modelOf(triangle), { more: -4 }), "is damaged: the chunk at byte 460 is longer than the model"],
  ["a length more than its chunks", Buffer.concat([glbOf(modelOf(triangle), { more: 4 }), Buffer.alloc(4)]),
    "is damaged: there is no GLB chunk at byte 508"],
  ["no bytes", glbOf(modelOf(triangle).slice(0, 1)), "is damaged: a part of its shape is missing"],
  ["fewer bytes than it needs", glbOf([json({ asset, buffers: [{ byteLength: 9 }] }), binary(8)]),
    "is damaged: a part of its shape is missing"],
])("%s: the judge finds errors, and so do we", async (_name, bytes, fault) => {
  expect(await formatOf(bytes)).toMatchObject({ fault });
  const errors = await validateBytes(new Uint8Array(bytes)).then(({ issues }) => issues.numErrors, () => 1);
  expect(errors).toBeGreaterThan(0);
});

test.each<[string, Chunk[], number]>([
  ["nothing in it", [json({ asset })], 0],
  ["bytes that it does not need", [json({ asset, buffers: [{ byteLength: 5 }] }), binary(8)], 0],
  ["a chunk that nobody knows", [json({ asset }), binary(4), { type: "ABCD", data: Buffer.alloc(4) }], 0],
  ["names of everything that JavaScript knows", [json({ asset, meshes: { constructor: 1 }, accessors: "__proto__" })], 0],
  ["primitives without corners", [json({ asset, meshes: [{ primitives: [{}, null, { indices: 7 }, { mode: 99 }] }] })], 0],
])("%s is whole", async (_name, chunks, triangles) => {
  const format = await formatOf(glbOf(chunks));
  expect(format).toMatchObject({ triangles });
  expect(format).not.toHaveProperty("fault");
});

test("bytes behind the end are counted", async () => {
  const bytes = glbOf(modelOf(triangle));
  expect(await formatOf(Buffer.concat([bytes, Buffer.alloc(9)])))
    .toMatchObject({ end: bytes.length, bytesBehindEnd: 9 });
});

test("a long shape is not read, and of JSON that is longer than any model's no triangle is counted", async () => {
  const long = counted(glbOf([json({ asset }), binary(5_000_000)]));
  expect(await mediaFormat(long.source)).toMatchObject({ triangles: 0 });
  expect(long.count.bytes).toBeLessThan(200_000);
  const text = (bytes: number) => glbOf([json({ asset, extras: "x".repeat(bytes) })]);
  expect(await formatOf(text(200_000))).toMatchObject({ triangles: 0 });
  expect(await formatOf(text(300_000))).not.toHaveProperty("triangles");
  expect(await formatOf(text(300_000))).not.toHaveProperty("fault");
});

test("a megabyte of empty chunks costs a read for every 64 KiB", async () => {
  const { source, count } = counted(glbOf([json({ asset }), ...Array.from({ length: 131_072 }, () => binary(0))]));
  expect(await mediaFormat(source)).not.toHaveProperty("fault");
  expect(count.reads).toBeLessThanOrEqual(20);
});
