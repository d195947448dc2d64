/** Where a text goes in the bytes of a picture, for each type of picture. */
import { crc32 } from "node:zlib";
import { entryOf } from "../../operations/table.ts";

/** Bytes that take the place of others, or of none. */
export interface Insertion {
  at: number;
  /** How many bytes they replace. */
  replaces: number;
  bytes: Buffer;
}

interface Picture {
  /** The first bytes of the file. */
  head: Buffer;
  /** The size of the file. */
  bytes: number;
  text: string;
}

const uint32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** PNG: a chunk of international text, behind the header chunk, which always ends at the same place. */
function pngInsertions({ text }: Picture): Insertion[] {
  const typeAndData = Buffer.concat([Buffer.from("iTXtDescription\0\0\0\0\0", "latin1"), Buffer.from(text)]);
  const bytes = Buffer.concat([uint32(typeAndData.length - 4), typeAndData, uint32(crc32(typeAndData))]);
  return [{ at: 33, replaces: 0, bytes }];
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** XML cannot hold these two characters at all. */
const notInXml = /[\ufffe\uffff]/g;

/** The text as the description of a picture in XMP, Adobe's form of metadata for any type of file. */
const toXmp = (text: string) => Buffer.from([
  "<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>",
  "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">",
  "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:description><rdf:Alt>",
  `<rdf:li xml:lang="x-default">${text.replace(notInXml, "\ufffd").replace(/[&<>]/g, (sign) => entities[sign] ?? sign)}`,
  "</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>",
  "<?xpacket end=\"w\"?>",
].join(""));

/** A JPEG segment has a length of two bytes, which counts itself. */
const longestSegment = 65_535 - 2;

const jfifMarker = 0xffe0;

/** JPEG: a segment of its own, behind the one that says JFIF, if there is one; none for a text that is too long. */
function jpegInsertions({ head, text }: Picture): Insertion[] {
  const payload = Buffer.concat([Buffer.from("http://ns.adobe.com/xap/1.0/\0", "latin1"), toXmp(text)]);
  if (payload.length > longestSegment) return [];
  const segment = Buffer.alloc(4);
  segment.writeUInt16BE(0xffe1, 0);
  segment.writeUInt16BE(payload.length + 2, 2);
  const at = head.readUInt16BE(2) === jfifMarker ? 4 + head.readUInt16BE(4) : 2;
  return [{ at, replaces: 0, bytes: Buffer.concat([segment, payload]) }];
}

const xmpFlag = 0x04;
const alphaFlag = 0x10;

/** The extended header that a WebP with metadata must have, made from that of one of the simple forms. */
function extendedHeader(head: Buffer): Buffer {
  const isLossless = head.toString("latin1", 12, 16) === "VP8L";
  const sides = isLossless ? head.readUInt32LE(21) : 0;
  const [width, height] = isLossless
    ? [(sides & 0x3fff) + 1, ((sides >>> 14) & 0x3fff) + 1]
    : [head.readUInt16LE(26) & 0x3fff, head.readUInt16LE(28) & 0x3fff];
  const header = Buffer.alloc(18);
  header.write("VP8X", "latin1");
  header.writeUInt32LE(10, 4);
  header.writeUInt8(xmpFlag | (isLossless && ((sides >>> 28) & 1) === 1 ? alphaFlag : 0), 8);
  header.writeUIntLE(width - 1, 12, 3);
  header.writeUIntLE(height - 1, 15, 3);
  return header;
}

/** WebP: a chunk at the end, with a flag for it in the extended header; none where there is one already. */
function webpInsertions({ head, bytes, text }: Picture): Insertion[] {
  const isExtended = head.toString("latin1", 12, 16) === "VP8X";
  const flags = head.readUInt8(20);
  if (isExtended && (flags & xmpFlag) !== 0) return [];
  const header: Insertion = isExtended
    ? { at: 20, replaces: 1, bytes: Buffer.from([flags | xmpFlag]) }
    : { at: 12, replaces: 0, bytes: extendedHeader(head) };
  const xmp = toXmp(text);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(xmp.length);
  const chunk = Buffer.concat([Buffer.from("XMP ", "latin1"), size, xmp, Buffer.alloc(xmp.length % 2)]);
  const riffEnd = head.readUInt32LE(4) + 8;
  const riffSize = Buffer.alloc(4);
  riffSize.writeUInt32LE(riffEnd - 8 + header.bytes.length - header.replaces + chunk.length);
  return [{ at: 4, replaces: 4, bytes: riffSize }, header, { at: Math.min(riffEnd, bytes), replaces: 0, bytes: chunk }];
}

const insertionsByType: Readonly<Record<string, (picture: Picture) => Insertion[]>> = {
  "image/png": pngInsertions,
  "image/jpeg": jpegInsertions,
  "image/webp": webpInsertions,
};

/** In the order of the file; none for what has no place for a text. */
export const metadataInsertions = (contentType: string, picture: Picture): Insertion[] =>
  entryOf(insertionsByType, contentType)?.(picture) ?? [];
