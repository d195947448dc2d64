/** Tags around a sound: ID3v2 before it, and ID3v1, APE, Lyrics3 behind it. https://id3.org/id3v2.4.0-structure */
import type { ByteReader } from "./byte-reader.ts";

const tagHeadBytes = 10;
const frameHeadBytes = 10;

const footerFlag = 0x10;
const extendedFlag = 0x40;

/** Four bytes of seven bits each. */
const syncSafe = (bytes: Buffer, at: number) =>
  [0, 1, 2, 3].reduce((sum, offset) => sum * 128 + (bytes.readUInt8(at + offset) & 0x7f), 0);

export interface Tag {
  /** Where its frames are. */
  from: number;
  to: number;
  /** Where it ends, with its footer. */
  end: number;
  version: number;
}

/** None if there is none. */
export async function id3TagAt(reader: ByteReader, at: number): Promise<Tag | undefined> {
  const head = await reader.read(at, tagHeadBytes);
  if (head.length < tagHeadBytes || head.toString("latin1", 0, 3) !== "ID3") return undefined;
  const [version, flags] = [head.readUInt8(3), head.readUInt8(5)];
  const to = at + tagHeadBytes + syncSafe(head, 6);
  const end = to + ((flags & footerFlag) === 0 ? 0 : tagHeadBytes);
  let from = at + tagHeadBytes;
  if ((flags & extendedFlag) !== 0) {
    const extended = await reader.read(from, 4);
    if (extended.length === 4) from += version === 3 ? 4 + extended.readUInt32BE(0) : syncSafe(extended, 0);
  }
  return { from, to, end, version };
}

const manifestTypes = ["application/c2pa\0", "application/x-c2pa-manifest-store\0"];

/** Whether one of its general objects is a C2PA manifest. */
export async function hasManifest(reader: ByteReader, { from, to, version }: Tag): Promise<boolean> {
  for (let at = from; version >= 3 && at + frameHeadBytes <= to;) {
    const head = await reader.read(at, frameHeadBytes);
    const name = head.toString("latin1", 0, 4);
    // Zeros fill what is left.
    if (head.length < frameHeadBytes || !/^[A-Z\d]{4}$/.test(name)) return false;
    const bytes = version === 3 ? head.readUInt32BE(4) : syncSafe(head, 4);
    if (name === "GEOB") {
      // The byte before its type tells how the texts behind it are written.
      const type = (await reader.read(at + frameHeadBytes + 1, Math.min(40, bytes))).toString("latin1");
      if (manifestTypes.some((known) => type.startsWith(known))) return true;
    }
    at += frameHeadBytes + bytes;
  }
  return false;
}

const apeHeadBytes = 32;
const id3v1Bytes = 128;

/** Where a tag behind a sound ends; none if there is none at this place. */
export async function endOfTagAt(reader: ByteReader, at: number): Promise<number | undefined> {
  const head = await reader.read(at, apeHeadBytes);
  const name = head.toString("latin1");
  if (name.startsWith("TAG")) return at + id3v1Bytes;
  // Its length counts its footer, and not its head.
  if (name.startsWith("APETAGEX") && head.length === apeHeadBytes) return at + apeHeadBytes + head.readUInt32LE(12);
  return (await id3TagAt(reader, at))?.end;
}
