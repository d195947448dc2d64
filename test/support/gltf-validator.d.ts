/** What the tests use of the validator of Khronos, which has no types of its own. */
declare module "gltf-validator" {
  interface Report {
    issues: { numErrors: number; messages: { code: string; message: string; severity: number; pointer?: string }[] };
    /** Left out if the file is no glTF at all. */
    info: {
      totalTriangleCount: number;
      totalVertexCount: number;
      drawCallCount: number;
      resources?: { image?: { width: number; height: number; format: string } }[];
    };
  }
  export function validateBytes(bytes: Uint8Array): Promise<Report>;
}
