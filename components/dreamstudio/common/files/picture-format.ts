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

/** A file as far as it is needed to tell what it is. */
export interface ByteSource {
  bytes: number;
  /** Fewer bytes than asked at the end of the file. */
  read: (position: number, length: number) => Promise<Buffer>;
}

interface KnownType {
  contentType: string;
  extension: string;
  /** Whether the file ends as a whole file of the type does; something may be appended to it. */
  isWhole(file: ByteSource, head: Buffer): boolean | Promise<boolean>;
  hasAlpha(head: Buffer): boolean;
}

/** The last chunk of a PNG with its checksum, and the end marker of a JPEG. */
const pngEnd = Buffer.from("IEND\xae\x42\x60\x82", "latin1");
const jpegEnd = Buffer.from([0xff, 0xd9]);

/** How many bytes of a file's end are looked at first: some programs add padding. */
const tailBytes = 1_024;

const readTail = ({ bytes, read }: ByteSource) => {
  const length = Math.min(tailBytes, bytes);
  return read(bytes - length, length);
};

const marker = 0xff;
const startOfScan = 0xda;

/** Where the pixels of a JPEG begin, behind segments that may hold small pictures with ends of their own. */
function scanOf(head: Buffer): number {
  let at = 2;
  while (at + 4 <= head.length && head[at + 1] !== startOfScan) {
    at += head[at + 1] === marker ? 1 : 2 + head.readUInt16BE(at + 2);
  }
  return at;
}

const pieceBytes = 65_536;

/** Some cameras append a film to a picture, so its end may be far from that of the file; pixels never look like it. */
async function hasJpegEnd(file: ByteSource, head: Buffer): Promise<boolean> {
  if ((await readTail(file)).includes(jpegEnd)) return true;
  // Pieces overlap by a byte, since the end has two.
  for (let at = scanOf(head); at < file.bytes - 1; at += pieceBytes - 1) {
    if ((await file.read(at, Math.min(pieceBytes, file.bytes - at))).includes(jpegEnd)) return true;
  }
  return false;
}

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
    isWhole: async (file) => (await readTail(file)).includes(pngEnd),
    hasAlpha: pngHasAlpha,
  },
  jpg: {
    contentType: "image/jpeg",
    extension: "jpg",
    isWhole: hasJpegEnd,
    hasAlpha: () => false,
  },
  webp: {
    contentType: "image/webp",
    extension: "webp",
    isWhole: ({ bytes }, head) => head.readUInt32LE(4) + 8 <= bytes,
    hasAlpha: webpHasAlpha,
  },
};

/** How many bytes of a file's beginning are looked at: few, and many for a JPEG with a profile for print. */
const headBytes = [65_536, 1_048_576] as const;

/** `undefined` for what is not a PNG, JPEG or WebP picture. */
function sizeIn(head: Buffer) {
  try {
    return imageSize(head);
  } catch {
    return undefined;
  }
}

async function readSize({ bytes, read }: ByteSource) {
  let head: Buffer = Buffer.alloc(0);
  let size: ReturnType<typeof sizeIn>;
  for (const length of headBytes) {
    if (size !== undefined || head.length === bytes) break;
    head = await read(0, Math.min(length, bytes));
    size = sizeIn(head);
  }
  return { head, size };
}

/** @throws Error that says what the bytes are not */
export async function pictureFormat(file: ByteSource): Promise<PictureFormat> {
  const { head, size } = await readSize(file);
  const type = size?.type === undefined ? undefined : knownTypes[size.type];
  if (size === undefined || type === undefined) {
    const what = size?.type === "gif" ? "a GIF and not" : "something that is not";
    throw new Error(`${what} a PNG, JPEG or WebP picture`);
  }
  if (!await type.isWhole(file, head)) throw new Error("a picture that is cut short");
  const { contentType, extension } = type;
  return { contentType, extension, width: size.width, height: size.height, hasAlpha: type.hasAlpha(head) };
}
