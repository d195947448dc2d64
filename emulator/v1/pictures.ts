/** The pictures that a request brings. */
import { decode, type Picture } from "../drawing/pixels/picture.ts";
import { badRequest, invalidImageDimensions, invalidMimeType, unknownImageFormat } from "./errors.ts";
import type { Files } from "./form.ts";
import type { Version } from "./versions.ts";

/** The first bytes of PNG and JPEG. */
const signatures = ["89504e470d0a1a0a", "ffd8ff"].map((hex) => Buffer.from(hex, "hex"));

const isKnownFormat = (bytes: Buffer) =>
  signatures.some((signature) => bytes.subarray(0, signature.length).equals(signature));

/** @throws V1Error if it is neither PNG nor JPEG by its first bytes, or cannot be read to its end */
async function read(name: string, bytes: Buffer, { errorBody }: Version): Promise<Picture> {
  if (!isKnownFormat(bytes)) throw errorBody === "goa" ? unknownImageFormat() : invalidMimeType();
  try {
    return await decode(bytes);
  } catch {
    throw badRequest(`${name}: is not a picture that can be read`);
  }
}

/** @throws V1Error if there is none, or it is no picture */
export async function requirePicture(files: Files, name: string, version: Version): Promise<Picture> {
  const bytes = files.get(name);
  if (bytes === undefined) throw badRequest(`${name}: is required`);
  return read(name, bytes, version);
}

/** @throws V1Error if it is no picture */
export async function findPicture(files: Files, name: string, version: Version): Promise<Picture | undefined> {
  const bytes = files.get(name);
  return bytes === undefined ? undefined : read(name, bytes, version);
}

/** @throws V1Error 400 `invalid_image_dimensions` */
export function requireSameSize(one: Picture, other: Picture): void {
  if (one.width !== other.width || one.height !== other.height) throw invalidImageDimensions();
}
