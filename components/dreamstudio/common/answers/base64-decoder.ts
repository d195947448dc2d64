/** Decodes the base64 in an answer as it arrives. */

/** Takes the bytes of one picture; a chunk is only lent until its `write` is done. */
export interface PictureSink {
  write(bytes: Buffer): Promise<void>;
  /** The picture's text has ended well. */
  end(): Promise<void>;
}

export class MalformedAnswerError extends Error {
  override readonly name = "MalformedAnswerError";
}

/** How much base64 is decoded at once: enough to be fast, and little enough to leave no mark on the memory. */
const pieceBytes = 32_768;

const notBase64 = "a picture that is not base64";

/** Decodes base64 that arrives in pieces of any length into a sink, through one small buffer. */
export class Base64Decoder {
  readonly #sink: PictureSink;
  readonly #decoded = Buffer.allocUnsafe(pieceBytes);
  #rest = "";

  constructor(sink: PictureSink) {
    this.#sink = sink;
  }

  async write(base64: Buffer): Promise<void> {
    for (let at = 0; at < base64.length; at += pieceBytes) {
      // JSON allows "\/" for "/"; a piece may end between the two.
      const text = (this.#rest + base64.toString("latin1", at, at + pieceBytes)).replaceAll("\\/", "/");
      const usable = text.length - text.length % 4 - (text.endsWith("\\") && text.length % 4 === 0 ? 4 : 0);
      this.#rest = text.slice(usable);
      await this.#decode(text.slice(0, usable));
    }
  }

  async end(): Promise<void> {
    // Six bits are no byte.
    if (this.#rest.length === 1) throw new MalformedAnswerError(notBase64);
    await this.#decode(this.#rest);
    await this.#sink.end();
  }

  /** Node skips what is not base64, so a wrong character shows in the length. */
  async #decode(text: string): Promise<void> {
    const bytes = this.#decoded.write(text, "base64");
    if (bytes !== Buffer.byteLength(text, "base64")) throw new MalformedAnswerError(notBase64);
    if (bytes > 0) await this.#sink.write(this.#decoded.subarray(0, bytes));
  }
}
