/** GLB: a head, a chunk of JSON, and a chunk of bytes. https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html */
import type { ByteReader } from "./byte-reader.ts";
import { cutShort, endOf, Fault, type ModelFormat } from "./format.ts";

const headBytes = 12;
const chunkHeadBytes = 8;
const jsonType = "JSON";
const binaryType = "BIN\0";

/** The JSON of a model with one mesh has a few thousand bytes; a far longer one is not read. */
const mostJsonBytes = 262_144;

/** How many triangles so many corners make, for each way to join them; points and lines make none. */
const trianglesByMode: Readonly<Record<number, (corners: number) => number>> = {
  4: (corners) => Math.floor(corners / 3),
  5: (corners) => Math.max(0, corners - 2),
  6: (corners) => Math.max(0, corners - 2),
};

const trianglesMode = 4;

type Json = Readonly<Record<string, unknown>>;

const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
const objectOf = (value: unknown): Json => isJson(value) ? value : {};
const objectsOf = (value: unknown): Json[] => Array.isArray(value) ? value.map(objectOf) : [];
const numberOf = (value: unknown): number | undefined => typeof value === "number" ? value : undefined;

/** How many all meshes have; each mesh counts once. */
function countTriangles(model: Json): number {
  const accessors = objectsOf(model["accessors"]);
  return objectsOf(model["meshes"]).flatMap((mesh) => objectsOf(mesh["primitives"])).reduce((sum, primitive) => {
    const accessor = numberOf(primitive["indices"] ?? objectOf(primitive["attributes"])["POSITION"]);
    const corners = accessor === undefined ? 0 : numberOf(accessors[accessor]?.["count"]) ?? 0;
    return sum + (trianglesByMode[numberOf(primitive["mode"]) ?? trianglesMode]?.(corners) ?? 0);
  }, 0);
}

/** How many bytes the model needs from the chunk behind the JSON. */
function neededBytes(model: Json): number {
  const [buffer] = objectsOf(model["buffers"]);
  return buffer === undefined || buffer["uri"] !== undefined ? 0 : numberOf(buffer["byteLength"]) ?? 0;
}

class GlbWalk {
  triangles: number | undefined;
  readonly #reader: ByteReader;

  constructor(reader: ByteReader) {
    this.#reader = reader;
  }

  /** @returns where the model ends */
  async walk(): Promise<number> {
    const head = await this.#reader.read(0, headBytes);
    if (head.length < headBytes) throw new Fault(cutShort);
    const [version, end] = [head.readUInt32LE(4), head.readUInt32LE(8)];
    if (version !== 2) throw new Fault(`is a GLB of version ${version}, but programs read version 2`);
    if (end > this.#reader.bytes) throw new Fault(cutShort);
    const json = await this.#chunkAt(headBytes, end);
    if (json.type !== jsonType) throw new Fault("is damaged: it does not begin with its JSON");
    const model = json.to - json.from > mostJsonBytes ? undefined : await this.#readJson(json);
    const binaryBytes = await this.#binaryBytes(json.to, end);
    if (model === undefined) return end;
    if (neededBytes(model) > binaryBytes) throw new Fault("is damaged: a part of its shape is missing");
    this.triangles = countTriangles(model);
    return end;
  }

  async #chunkAt(at: number, end: number) {
    const head = await this.#reader.read(at, Math.min(chunkHeadBytes, Math.max(0, end - at)));
    if (head.length < chunkHeadBytes) throw new Fault(`is damaged: there is no GLB chunk at byte ${at}`);
    const [from, length] = [at + chunkHeadBytes, head.readUInt32LE(0)];
    if (from + length > end) throw new Fault(`is damaged: the chunk at byte ${at} is longer than the model`);
    return { type: head.toString("latin1", 4, 8), from, to: from + length };
  }

  async #readJson({ from, to }: { from: number; to: number }): Promise<Json> {
    const pieces: string[] = [];
    for (let at = from; at < to;) {
      const piece = await this.#reader.piece(at, to);
      if (piece.length === 0) throw new Fault(cutShort);
      pieces.push(piece.toString("latin1"));
      at += piece.length;
    }
    try {
      const model: unknown = JSON.parse(Buffer.from(pieces.join(""), "latin1").toString("utf8"));
      if (isJson(model)) return model;
    } catch {
      // Not JSON is as useless as JSON of another form.
    }
    throw new Fault("is damaged: its JSON is not whole");
  }

  /** Chunks of other types may follow. */
  async #binaryBytes(from: number, end: number): Promise<number> {
    let bytes = 0;
    for (let at = from; at < end;) {
      const chunk = await this.#chunkAt(at, end);
      if (at === from && chunk.type === binaryType) bytes = chunk.to - chunk.from;
      at = chunk.to;
    }
    return bytes;
  }
}

/** @param reader of a file that begins with the word glTF */
export async function walkGlb(reader: ByteReader): Promise<ModelFormat> {
  const glb = new GlbWalk(reader);
  const end = await endOf(reader.bytes, () => glb.walk());
  const { triangles } = glb;
  return {
    kind: "model", contentType: "model/gltf-binary", extension: "glb",
    // No standard says yet how a GLB is signed.
    contentCredentials: false, ...triangles !== undefined && { triangles }, ...end,
  };
}
