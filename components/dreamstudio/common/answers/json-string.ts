/** The text of a string in JSON, without its escapes, as it arrives. */
import { parseJson } from "../json.ts";

const quote = 0x22;
const backslash = 0x5c;

/** Stands for what has no place in base64: a broken escape, or a character beyond ASCII. */
const foreign = "*".charCodeAt(0);

/** A letter, a quote, a slash; or `u` and four digits. */
const lengthOf = (escape: string) => escape.startsWith("\\u") ? 6 : 2;

function byteOf(escape: string): number {
  const text = parseJson(`"${escape}"`);
  const code = typeof text === "string" ? text.charCodeAt(0) : foreign;
  return code < 0x80 ? code : foreign;
}

interface Piece {
  text: Buffer;
  /** Where the closing quote is; none if it is not in this chunk. */
  end?: number;
}

/** Reads a string from behind its opening quote; an escape may begin in one chunk and end in the next. */
export class JsonString {
  #escape = "";

  read(chunk: Buffer, from: number): Piece {
    const end = chunk.indexOf(quote, from);
    const text = chunk.subarray(from, end < 0 ? undefined : end);
    if (this.#escape !== "" || text.includes(backslash)) return this.#unescape(chunk, from);
    return { text, ...end >= 0 && { end } };
  }

  #unescape(chunk: Buffer, from: number): Piece {
    const text = Buffer.allocUnsafe(chunk.length - from);
    let bytes = 0;
    for (let at = from; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? foreign;
      if (this.#escape !== "") {
        this.#escape += String.fromCharCode(byte);
        if (this.#escape.length < lengthOf(this.#escape)) continue;
        text[bytes++] = byteOf(this.#escape);
        this.#escape = "";
      } else if (byte === quote) {
        return { text: text.subarray(0, bytes), end: at };
      } else if (byte === backslash) {
        this.#escape = "\\";
      } else {
        text[bytes++] = byte;
      }
    }
    return { text: text.subarray(0, bytes) };
  }
}
