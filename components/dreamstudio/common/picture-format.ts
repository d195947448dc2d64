/** What a picture is, by its bytes: type, size in pixels, and whether all of it is there. */
import { imageSize } from "image-size";

export interface PictureFormat {
  contentType: string;
  extension: string;
  /** In pixels. */
  width: number;
  height: number;
}

interface KnownType {
  contentType: string;
  extension: string;
  /** Whether the file ends as a whole file of the type does; the last bytes may be padding. */
  isWhole(tail: Buffer, head: Buffer, bytes: number): boolean;
}

/** The last chunk of a PNG with its checksum, and the end marker of a JPEG. */
const pngEnd = Buffer.from("IEND\xae\x42\x60\x82", "latin1");
const jpegEnd = Buffer.from([0xff, 0xd9]);

const knownTypes: Readonly<Record<string, KnownType>> = {
  png: {
    contentType: "image/png",
    extension: "png",
    isWhole: (tail) => tail.includes(pngEnd),
  },
  jpg: {
    contentType: "image/jpeg",
    extension: "jpg",
    isWhole: (tail) => tail.includes(jpegEnd),
  },
  webp: {
    contentType: "image/webp",
    extension: "webp",
    isWhole: (_tail, head, bytes) => head.readUInt32LE(4) + 8 <= bytes,
  },
};

/** How many bytes of a file's beginning are looked at: a JPEG may have a preview before its size. */
export const headBytes = 65_536;

/** How many bytes of a file's end are looked at: some programs add padding. */
export const tailBytes = 1_024;

/** `undefined` for what is not a PNG, JPEG or WebP picture. */
function readSize(head: Buffer) {
  try {
    return imageSize(head);
  } catch {
    return undefined;
  }
}

/**
 * @param head the first bytes of the file, at most `headBytes`
 * @param tail the last bytes of the file, at most `tailBytes`
 * @param bytes the size of the file
 * @throws Error that says what the bytes are not
 */
export function pictureFormat(head: Buffer, tail: Buffer, bytes: number): PictureFormat {
  const size = readSize(head);
  const type = size?.type === undefined ? undefined : knownTypes[size.type];
  if (size === undefined || type === undefined) throw new Error("something that is not a PNG, JPEG or WebP picture");
  if (!type.isWhole(tail, head, bytes)) throw new Error("a picture that is cut short");
  const { contentType, extension } = type;
  return { contentType, extension, width: size.width, height: size.height };
}
