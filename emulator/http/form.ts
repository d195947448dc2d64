/** Multipart requests, as parts with their names: which of them are fields, files or strangers an operation says. */
import type { FastifyRequest } from "fastify";
import { Refusal } from "./refusal.ts";

export interface Part {
  name: string;
  filename: string | undefined;
  contentType: string;
  bytes: Buffer;
  /** The part was longer than a file may be; `bytes` is what came before. */
  isTooLarge: boolean;
}

export class Form {
  readonly parts: readonly Part[];
  /** The length of the whole body, boundaries and all. */
  readonly bodyBytes: number;

  constructor(parts: readonly Part[], bodyBytes: number) {
    this.parts = parts;
    this.bodyBytes = bodyBytes;
  }
}

/** Not documented; larger than any picture that an engine takes. */
export const maxFileBytes = 24 * 1024 * 1024;

/**
 * For @fastify/multipart: what is a file is told by the name of a part, since the official samples
 * in Go send files without a filename.
 */
export const multipartOptions = {
  isPartAFile: () => true,
  throwFileSizeLimit: false,
  limits: { fileSize: maxFileBytes, files: 100, parts: 100 },
};

async function readAll(request: FastifyRequest): Promise<Part[]> {
  const parts: Part[] = [];
  for await (const part of request.parts()) {
    if (part.type !== "file") continue;
    // The types say that a filename is always there.
    const filename: string | undefined = part.filename;
    const bytes = await part.toBuffer();
    const { fieldname: name, mimetype: contentType, file: { truncated: isTooLarge } } = part;
    parts.push({ name, filename, contentType, bytes, isTooLarge });
  }
  return parts;
}

/** @throws Refusal if it is not a whole form */
export async function readForm(request: FastifyRequest): Promise<Form> {
  let bodyBytes = 0;
  request.raw.on("data", (data: Buffer) => {
    bodyBytes += data.length;
  });
  try {
    return new Form(await readAll(request), bodyBytes);
  } catch {
    throw new Refusal("broken form");
  }
}
