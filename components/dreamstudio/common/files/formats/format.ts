/** What is known of a file by its structure. */

interface Media {
  contentType: string;
  /** Without a dot. */
  extension: string;
  /** Whether a signed manifest (C2PA) is in it; whether it is valid, only its readers know. */
  contentCredentials: boolean;
  /** Where its format says that it ends; the size of the file for one that is not whole. */
  end: number;
  /** What programs have appended; no fault. */
  bytesBehindEnd: number;
  /** Why it is not whole, to go behind its name: "is cut short". Left out for one that is whole. */
  fault?: string;
}

export interface PictureFormat extends Media {
  kind: "picture";
  /** In pixels, as stored; 0 if a broken file does not tell. */
  width: number;
  height: number;
  /** Whether anything in it can be transparent. */
  hasAlpha: boolean;
  /** How it is turned to be shown, as Exif counts: 1 is not at all, 5 to 8 swap width and height. */
  orientation: number;
  /** Whether it has more than one frame. */
  isAnimated: boolean;
  /** JPEG: 1 is gray, 3 is color, 4 is CMYK. */
  components?: number;
}

export interface VideoFormat extends Media {
  kind: "video";
  /** In pixels, as shown; left out if it does not tell. */
  width?: number;
  height?: number;
}

export interface SoundFormat extends Media {
  kind: "sound";
  /** Its length; for a file that is not whole, that of what is there. */
  seconds: number;
  /** In Hz. */
  sampleRate: number;
  channels: number;
}

export interface ModelFormat extends Media {
  kind: "model";
  /** How many all meshes have; left out if its description is too long to be read. */
  triangles?: number;
}

export type MediaFormat = PictureFormat | VideoFormat | SoundFormat | ModelFormat;

/** What ends a walk before its end. @param message goes behind the name of the file: "is cut short" */
export class Fault extends Error {
  override readonly name = "Fault";
}

export const cutShort = "is cut short";

/** Follows a structure. @returns where it ends, or the reason why it does not */
export async function endOf(
  bytes: number,
  walk: () => Promise<number>,
): Promise<Pick<Media, "end" | "bytesBehindEnd" | "fault">> {
  try {
    const end = await walk();
    return { end, bytesBehindEnd: bytes - end };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { end: bytes, bytesBehindEnd: 0, fault: error.message };
  }
}
