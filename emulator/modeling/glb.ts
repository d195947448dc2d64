/** A mesh with its texture as a GLB file (glTF 2.0, Khronos). */
import type { Mesh } from "./mesh.ts";

const magic = 0x46546c67;
const version = 2;
const jsonType = 0x4e4f534a;
const binType = 0x004e4942;

const arrayBuffer = 34_962;
const elementArrayBuffer = 34_963;
const float = 5_126;
const uint32 = 5_125;
const linear = 9_729;
const linearMipmapLinear = 9_987;
const clampToEdge = 33_071;

/** The sum of the normals of a vertex's faces, each as long as its face is large, made one long. */
function normalsOf({ positions, corners }: Mesh): Float32Array {
  const normals = new Float32Array(positions.length);
  const at = (vertex: number, axis: number) => positions[vertex * 3 + axis] ?? 0;
  for (let corner = 0; corner < corners.length; corner += 3) {
    const [a = 0, b = 0, c = 0] = corners.subarray(corner, corner + 3);
    const [u, v] = [b, c].map((vertex) => [0, 1, 2].map((axis) => at(vertex, axis) - at(a, axis)));
    const cross = (one: number, other: number) =>
      (u?.[one] ?? 0) * (v?.[other] ?? 0) - (u?.[other] ?? 0) * (v?.[one] ?? 0);
    const normal = [cross(1, 2), cross(2, 0), cross(0, 1)];
    for (const vertex of [a, b, c]) {
      for (const [axis, value] of normal.entries()) {
        normals[vertex * 3 + axis] = (normals[vertex * 3 + axis] ?? 0) + value;
      }
    }
  }
  for (let first = 0; first < normals.length; first += 3) {
    const length = Math.hypot(...normals.subarray(first, first + 3));
    if (length > 0) for (const axis of [0, 1, 2]) normals[first + axis] = (normals[first + axis] ?? 0) / length;
    else normals.set([0, 0, 1], first);
  }
  return normals;
}

function boundsOf(positions: Float32Array) {
  const [min, max] = [[Infinity, Infinity, Infinity], [-Infinity, -Infinity, -Infinity]];
  for (const [index, value] of positions.entries()) {
    const axis = index % 3;
    min[axis] = Math.min(min[axis] ?? value, value);
    max[axis] = Math.max(max[axis] ?? value, value);
  }
  return { min, max };
}

const padded = (bytes: Buffer, filling: number) => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3, filling)]);

function chunk(type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(data.length, 0);
  head.writeUInt32LE(type, 4);
  return Buffer.concat([head, data]);
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array | Uint32Array) =>
  Buffer.from(buffer, byteOffset, byteLength);

/** What of the file is where. */
function partsOf(mesh: Mesh, texture: Buffer) {
  const { positions, places, corners } = mesh;
  const parts = [bytesOf(positions), bytesOf(normalsOf(mesh)), bytesOf(places), bytesOf(corners), texture]
    .map((part) => ({ data: padded(part, 0), byteLength: part.length }));
  const targets = [arrayBuffer, arrayBuffer, arrayBuffer, elementArrayBuffer, undefined];
  let byteOffset = 0;
  const bufferViews = parts.map(({ data, byteLength }, index) => {
    const target = targets[index];
    const view = { buffer: 0, byteOffset, byteLength, ...target !== undefined && { target } };
    byteOffset += data.length;
    return view;
  });
  return { bufferViews, bin: Buffer.concat(parts.map(({ data }) => data)) };
}

/** @param scale how large it is: 1 leaves the mesh as it is */
function describe(mesh: Mesh, { bufferViews, bin }: ReturnType<typeof partsOf>, scale: number): object {
  const vertices = mesh.positions.length / 3;
  const accessor = (bufferView: number, type: string, count: number, componentType = float) =>
    ({ bufferView, componentType, count, type });
  return {
    asset: { version: "2.0", generator: "stability-emulator" },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ name: "model", mesh: 0, ...scale !== 1 && { scale: [scale, scale, scale] } }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0, NORMAL: 1, TEXCOORD_0: 2 }, indices: 3, material: 0 }] }],
    materials: [{ pbrMetallicRoughness: { baseColorTexture: { index: 0 }, metallicFactor: 0, roughnessFactor: 0.9 } }],
    textures: [{ sampler: 0, source: 0 }],
    samplers: [{ magFilter: linear, minFilter: linearMipmapLinear, wrapS: clampToEdge, wrapT: clampToEdge }],
    images: [{ bufferView: 4, mimeType: "image/jpeg" }],
    accessors: [
      { ...accessor(0, "VEC3", vertices), ...boundsOf(mesh.positions) },
      accessor(1, "VEC3", vertices),
      accessor(2, "VEC2", vertices),
      accessor(3, "SCALAR", mesh.corners.length, uint32),
    ],
    bufferViews,
    buffers: [{ byteLength: bin.length }],
  };
}

export function encodeGlb(mesh: Mesh, texture: Buffer, scale: number): Buffer {
  const parts = partsOf(mesh, texture);
  const json = padded(Buffer.from(JSON.stringify(describe(mesh, parts, scale))), 0x20);
  const chunks = Buffer.concat([chunk(jsonType, json), chunk(binType, parts.bin)]);
  const head = Buffer.alloc(12);
  head.writeUInt32LE(magic, 0);
  head.writeUInt32LE(version, 4);
  head.writeUInt32LE(12 + chunks.length, 8);
  return Buffer.concat([head, chunks]);
}
