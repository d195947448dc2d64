/** Whether a file is a whole MP4 video, by its boxes: each begins with its size and its type. */

/** Every MP4 begins with the box that says so. */
export const isMp4 = (head: Buffer): boolean => head.toString("latin1", 4, 8) === "ftyp";

/** A size of 1 stands for one that follows in 8 bytes, a size of 0 for all that is left. */
function sizeOf(head: Buffer, left: number): number {
  const size = head.length < 8 ? left : head.readUInt32BE(0);
  if (size === 1) return head.length < 16 ? Infinity : Number(head.readBigUInt64BE(8));
  return size === 0 ? left : size;
}

/**
 * Whether all boxes are there to their ends, and among them the two that no video is without.
 * @param read reads bytes of the file, fewer at its end
 * @param bytes the size of the file
 */
export async function isWholeMp4(
  read: (position: number, length: number) => Promise<Buffer>,
  bytes: number,
): Promise<boolean> {
  const types = new Set<string>();
  let at = 0;
  while (at < bytes) {
    const head = await read(at, Math.min(16, bytes - at));
    types.add(head.toString("latin1", 4, 8));
    at += Math.max(8, sizeOf(head, bytes - at));
  }
  return at === bytes && types.has("moov") && types.has("mdat");
}
