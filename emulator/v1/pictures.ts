/** The pictures that a request brings. */
import type { Size } from "../drawing/pixels/picture.ts";
import { formatOf, readHeader, type PictureFile } from "../drawing/pixels/picture-file.ts";
import { badRequest, invalidImageDimensions, invalidMimeType, unknownImageFormat } from "./errors.ts";
import type { Files } from "./form.ts";
import type { Version } from "./versions.ts";

/** A limit of our own: a larger one would fill the memory. */
const mostPixels = 16_777_216;

/**
 * Reads the header only.
 * @throws V1Error if it is neither PNG nor JPEG by its first bytes, has no header that can be read, or too many pixels
 */
async function read(name: string, bytes: Buffer, { errorBody }: Version): Promise<PictureFile> {
  const format = formatOf(bytes);
  if (format !== "png" && format !== "jpeg") throw errorBody === "goa" ? unknownImageFormat() : invalidMimeType();
  const picture = await readHeader(bytes);
  if (picture === undefined) throw badRequest(`${name}: is not a picture that can be read`);
  if (picture.width * picture.height > mostPixels) throw badRequest(`${name}: must have at most ${mostPixels} pixels`);
  return picture;
}

/** @throws V1Error if there is none, or it is no picture */
export async function requirePicture(files: Files, name: string, version: Version): Promise<PictureFile> {
  const bytes = files.get(name);
  if (bytes === undefined) throw badRequest(`${name}: is required`);
  return read(name, bytes, version);
}

/** @throws V1Error if it is no picture */
export async function findPicture(files: Files, name: string, version: Version): Promise<PictureFile | undefined> {
  const bytes = files.get(name);
  return bytes === undefined ? undefined : read(name, bytes, version);
}

/** @throws V1Error 400 `invalid_image_dimensions` */
export function requireSameSize(one: Size, other: Size): void {
  if (one.width !== other.width || one.height !== other.height) throw invalidImageDimensions();
}
