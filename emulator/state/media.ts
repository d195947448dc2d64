/** What generations make. */

export type Makes = "image" | "video" | "audio" | "model";

export interface Media {
  makes: Makes;
  /** For example `image/png`. */
  contentType: string;
  bytes: Buffer;
  seed: number;
  thumbnail?: Uint8Array;
  finishReason: "SUCCESS" | "CONTENT_FILTERED";
}
