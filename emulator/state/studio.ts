/** Where pictures, films, sounds and models are drawn: away from the thread that answers requests. */
import type { Finish } from "../drawing/pixels/finish.ts";
import type { Picture } from "../drawing/pixels/picture.ts";

/** Plain data, which is sent to another thread. */
export interface DrawingTask {
  /** The operation, by its path or name. */
  operation: string;
  /** What its `draw` is called with; pictures in it are still encoded. */
  input: object;
  /** Not 0. */
  seed: number;
  /** For a picture: how it becomes a file. */
  finish: Finish;
  /** Signs what was drawn; it stays unsigned without. */
  signer?: Signer | undefined;
}

/** Who signs, in DER: a private key (PKCS #8), and its certificate with those above it. */
export interface Signer {
  privateKey: Uint8Array;
  certificates: readonly Uint8Array[];
}

export interface Studio {
  draw(task: DrawingTask): Promise<Drawn & { bytes: Buffer }>;
  /** Whether a picture can be read to its end. */
  isWhole(bytes: Uint8Array): Promise<boolean>;
  close(): Promise<void>;
}

/** A film, a sound or a model comes encoded; a picture does not. */
export type Drawing = Picture | Drawn;

/** The `draw` of an operation; on the way to another thread the types of its input are lost. */
export type Drawer = (input: object, seed: number) => Drawing | Promise<Drawing>;

export interface Drawn {
  /** For example `image/png`. */
  contentType: string;
  bytes: Uint8Array;
  /** Of a picture, a small JPEG. */
  thumbnail?: Uint8Array;
}
