/** A plain 3D model, written here as the format's document says. */

const chunk = (type: string, data: Buffer) => {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(data.length, 0);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, data]);
};

/** One triangle, and as many bytes behind its corners as make it 20 KB. */
export function plainModel(): Buffer {
  const corners = Buffer.from(new Float32Array([0, 0, 0, 1, 0, 0, 0, 1, 0]).buffer);
  const bin = Buffer.concat([corners, Buffer.alloc(20_000)]);
  const text = JSON.stringify({
    asset: { version: "2.0" },
    meshes: [{ primitives: [{ attributes: { POSITION: 0 } }] }],
    accessors: [{ bufferView: 0, componentType: 5126, count: 3, type: "VEC3", min: [0, 0, 0], max: [1, 1, 0] }],
    bufferViews: [{ buffer: 0, byteLength: corners.length }],
    buffers: [{ byteLength: bin.length }],
  });
  const body = Buffer.concat([chunk("JSON", Buffer.from(text.padEnd(Math.ceil(text.length / 4) * 4))), chunk("BIN\0", bin)]);
  const head = Buffer.alloc(12);
  head.write("glTF", 0, "latin1");
  head.writeUInt32LE(2, 4);
  head.writeUInt32LE(head.length + body.length, 8);
  return Buffer.concat([head, body]);
}
