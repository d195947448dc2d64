/** Decodes the base64 in an answer as it arrives. */

/** Takes the bytes of one picture; a chunk is only lent until its `write` is done. */
export interface PictureSink {
  write(bytes: Buffer): Promise<void>;
  /** The picture's text has ended. @param fault what is wrong with it, if anything is */
  end(fault?: string): Promise<void>;
}

export class MalformedAnswerError extends Error {
  override readonly name = "MalformedAnswerError";
}

/** How much base64 is decoded at once: enough to be fast, and little enough to leave no mark on the memory. */
const pieceBytes = 32_768;

/** Some hosts write a picture as a data URI. */
const uriPrefix = /^data:[^,]{0,200},/i;

/** Whether more has to come before it is known that there is no such prefix. */
const mayBecomePrefix = (text: string) => text.length < 5 ? "data:".startsWith(text) : /^data:[^,]{0,200}$/i.test(text);

const whiteSpace = /[\t\n\f\r ]+/g;

/** Decodes base64 that arrives in pieces of any length into a sink, through one small buffer. */
export class Base64Decoder {
  readonly #sink: PictureSink;
  readonly #decoded = Buffer.allocUnsafe(pieceBytes);
  #rest = "";
  #hasBegun = false;
  #isPadded = false;
  #isWrong = false;

  constructor(sink: PictureSink) {
    this.#sink = sink;
  }

  async write(base64: Buffer): Promise<void> {
    for (let at = 0; at < base64.length && !this.#isWrong; at += pieceBytes) {
      await this.#take(base64.toString("latin1", at, at + pieceBytes));
    }
  }

  async end(): Promise<void> {
    await this.#decode(this.#rest);
    await this.#sink.end(this.#isWrong ? "a picture that is not base64" : undefined);
  }

  async #take(piece: string): Promise<void> {
    let text = this.#rest + piece.replace(whiteSpace, "");
    if (!this.#hasBegun && mayBecomePrefix(text)) {
      this.#rest = text;
      return;
    }
    if (!this.#hasBegun) text = text.replace(uriPrefix, "");
    this.#hasBegun = true;
    const usable = text.length - text.length % 4;
    this.#rest = text.slice(usable);
    await this.#decode(text.slice(0, usable));
  }

  /** Node skips what is not base64, so a wrong character shows in the length. */
  async #decode(text: string): Promise<void> {
    if (text === "") return;
    const bytes = this.#decoded.write(text, "base64");
    // Six bits are no byte, and behind the padding there is nothing.
    const isWhole = text.length % 4 !== 1 && !this.#isPadded && bytes === Buffer.byteLength(text, "base64");
    this.#isPadded = text.endsWith("=");
    this.#isWrong ||= !isWhole;
    if (!this.#isWrong && bytes > 0) await this.#sink.write(this.#decoded.subarray(0, bytes));
  }
}
