/** What a picture is, by its bytes: type, size in pixels, and whether all of it is there. */
import { imageSize } from "image-size";

export interface PictureFormat {
  contentType: string;
  extension: string;
  /** In pixels. */
  width: number;
  height: number;
  /** Whether it has an alpha channel. */
  hasAlpha: boolean;
}

interface KnownType {
  contentType: string;
  extension: string;
  /** Whether the file ends as a whole file of the type does; the last bytes may be padding. */
  isWhole(tail: Buffer, head: Buffer, bytes: number): boolean;
  hasAlpha(head: Buffer): boolean;
}

/** The last chunk of a PNG with its checksum, and the end marker of a JPEG. */
const pngEnd = Buffer.from("IEND\xae\x42\x60\x82", "latin1");
const jpegEnd = Buffer.from([0xff, 0xd9]);

/** The color type stands behind the size: 4 and 6 have alpha, and any other one can have it as a chunk of its own. */
const pngHasAlpha = (head: Buffer) =>
  [4, 6].includes(head.readUInt8(25)) || head.subarray(0, head.indexOf("IDAT")).includes("tRNS");

/** The extended and the lossless form have a flag for alpha; the simple lossy one has none. */
function webpHasAlpha(head: Buffer): boolean {
  const form = head.toString("latin1", 12, 16);
  if (form === "VP8X") return (head.readUInt8(20) & 0x10) !== 0;
  return form === "VP8L" && (head.readUInt8(24) & 0x10) !== 0;
}

const knownTypes: Readonly<Record<string, KnownType>> = {
  png: {
    contentType: "image/png",
    extension: "png",
    isWhole: (tail) => tail.includes(pngEnd),
    hasAlpha: pngHasAlpha,
  },
  jpg: {
    contentType: "image/jpeg",
    extension: "jpg",
    isWhole: (tail) => tail.includes(jpegEnd),
    hasAlpha: () => false,
  },
  webp: {
    contentType: "image/webp",
    extension: "webp",
    isWhole: (_tail, head, bytes) => head.readUInt32LE(4) + 8 <= bytes,
    hasAlpha: webpHasAlpha,
  },
};

/** How many bytes of a file's beginning are looked at: a JPEG may have a profile for print before its size. */
export const headBytes = 1_048_576;

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
  if (size === undefined || type === undefined) {
    const what = size?.type === "gif" ? "a GIF and not" : "something that is not";
    throw new Error(`${what} a PNG, JPEG or WebP picture`);
  }
  if (!type.isWhole(tail, head, bytes)) throw new Error("a picture that is cut short");
  const { contentType, extension } = type;
  return { contentType, extension, width: size.width, height: size.height, hasAlpha: type.hasAlpha(head) };
}
