/** How a picture is turned, by its Exif: a small TIFF file, whose first directory has an entry for that. */
import type { ByteReader } from "./byte-reader.ts";

const orientationTag = 0x0112;
const shortType = 3;
const entryBytes = 12;

/** Cameras write a few dozen. */
const mostEntries = 1_000;

const prefix = "Exif\0\0";

/** Whether bytes begin as Exif does where nothing stands before it; readers pass over any other. */
export async function isTiff(reader: ByteReader, from: number, end: number): Promise<boolean> {
  const order = await reader.read(from, Math.max(0, Math.min(2, end - from)));
  return ["II", "MM"].includes(order.toString("latin1"));
}

/**
 * @param from where the TIFF begins, with the six bytes that JPEG puts before it or without them
 * @param end where it must end
 * @returns 1 to 8; 1 if it does not tell
 */
export async function orientationIn(reader: ByteReader, from: number, end: number): Promise<number> {
  const read = (position: number, length: number) =>
    reader.read(position, Math.max(0, Math.min(length, end - position)));
  const start = (await read(from, 6)).toString("latin1") === prefix ? from + 6 : from;
  const head = Buffer.from(await read(start, 8));
  const order = head.toString("latin1", 0, 4);
  if (head.length < 8 || (order !== "II*\0" && order !== "MM\0*")) return 1;
  const isLittle = order.startsWith("II");
  const uint16 = (bytes: Buffer, at: number) => isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
  const directory = start + (isLittle ? head.readUInt32LE(4) : head.readUInt32BE(4));
  const count = await read(directory, 2);
  const entries = count.length < 2 ? 0 : Math.min(uint16(count, 0), mostEntries);
  for (let index = 0; index < entries; index += 1) {
    const entry = await read(directory + 2 + index * entryBytes, entryBytes);
    if (entry.length < entryBytes) return 1;
    if (uint16(entry, 0) !== orientationTag) continue;
    const value = uint16(entry, 2) === shortType ? uint16(entry, 8) : 1;
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}
