/** What libvips, which is not ours, makes of a picture, beside what our walkers say of it. */
import { expect } from "@jest/globals";
import sharp from "sharp";
import type { ByteSource } from "../../components/dreamstudio/common/files/formats/byte-reader.ts";
import type { PictureFormat } from "../../components/dreamstudio/common/files/formats/format.ts";
import { pictureFormat } from "../../components/dreamstudio/common/files/formats/media-format.ts";
import { inMemory } from "../support/files.ts";

/** A picture that libvips reads only with a warning may be taken or refused. */
export type Verdict = "whole" | "doubtful" | "broken";

async function reads(bytes: Buffer, failOn: "warning" | "error"): Promise<boolean> {
  try {
    const isWebp = bytes.toString("latin1", 8, 12) === "WEBP";
    await sharp(bytes, { failOn, limitInputPixels: false, pages: isWebp ? -1 : 1 }).raw().toBuffer();
    return true;
  } catch {
    return false;
  }
}

export async function judged(bytes: Buffer): Promise<Verdict> {
  if (await reads(bytes, "warning")) return "whole";
  return await reads(bytes, "error") ? "doubtful" : "broken";
}

/** What our walker says; a fault too if it is taken for something else. */
export const ours = (bytes: Buffer): Promise<Pick<PictureFormat, "fault">> =>
  pictureFormat(inMemory(bytes)).catch((error: unknown) => ({ fault: String(error) }));

/** What libvips reads is whole for us, what it cannot read is not, and of a whole picture both say the same. */
export async function expectAgreement(bytes: Buffer): Promise<void> {
  const verdict = await judged(bytes);
  if (verdict === "doubtful") return;
  if (verdict === "broken") {
    expect(await ours(bytes)).toHaveProperty("fault");
    return;
  }
  const format = await pictureFormat(inMemory(bytes));
  const { width, height, hasAlpha, orientation = 1, pages = 1 } = await sharp(bytes).metadata();
  expect(format).not.toHaveProperty("fault");
  expect(format).toMatchObject({ width, height, hasAlpha, orientation });
  // libvips reads one frame of an animated PNG.
  if (format.contentType === "image/webp") expect(format.isAnimated).toBe(pages > 1);
}

/** Bytes as a file that counts how it is read, and says how large the largest read was. */
export function counted(bytes: Buffer) {
  const count = { reads: 0, bytes: 0, largest: 0 };
  const source: ByteSource = {
    bytes: bytes.length,
    read: (position, length) => {
      const piece = bytes.subarray(position, position + length);
      count.reads += 1;
      count.bytes += piece.length;
      count.largest = Math.max(count.largest, length);
      // A copy, and gone at the next read: nobody may hold on to it.
      return Promise.resolve(Buffer.from(piece));
    },
  };
  return { source, count };
}
