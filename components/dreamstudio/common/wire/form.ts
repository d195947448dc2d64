/** Writes the parts of a request as a form; files flow from disk. */
import FormData from "form-data";
import { Readable } from "node:stream";
import type { SentFile } from "../../operations/parameter.ts";
import { codeOf } from "../json.ts";

/** A text, or a file. */
export interface FormPart {
  name: string;
  value: string | SentFile;
}

/** Why a file was not sent to its end: the reason stands behind "the file for image". */
export interface FileFault {
  /** The field of the form. */
  field: string;
  reason: string;
}

class ChangedFileError extends Error {
  override readonly name = "ChangedFileError";
}

/** How long a disk may take for a piece of a file before it is what an exchange waits for. */
const slowDiskMillis = 1_000;

/** A file on its way. */
class SendingFile {
  readonly stream: Readable;
  readonly #field: string;
  readonly #file: SentFile;
  #reason: string | undefined;
  /** Since when the disk has been asked for the next piece. */
  #readsSince: number | undefined;

  constructor(field: string, file: SentFile) {
    this.#field = field;
    this.#file = file;
    this.stream = Readable.from(this.#pieces(), { objectMode: false });
  }

  get fault(): FileFault | undefined {
    const isSlow = this.#readsSince !== undefined && Date.now() - this.#readsSince > slowDiskMillis;
    const reason = this.#reason ?? (isSlow ? "could not be read in time" : undefined);
    return reason === undefined ? undefined : { field: this.#field, reason };
  }

  /** Exactly as many bytes as the request says, or an error. */
  async* #pieces(): AsyncGenerator<Buffer, void> {
    let left = this.#file.bytes;
    try {
      this.#readsSince = Date.now();
      for await (const piece of this.#file.stream() as AsyncIterable<Buffer>) {
        this.#readsSince = undefined;
        left -= piece.length;
        if (left < 0) throw new ChangedFileError("grew while it was sent");
        yield piece;
        this.#readsSince = Date.now();
      }
      this.#readsSince = undefined;
      if (left > 0) throw new ChangedFileError("became shorter before it was sent to its end");
    } catch (error) {
      this.#reason = error instanceof ChangedFileError ? error.message
        : codeOf(error) === "ENOENT" ? "is gone" : `could not be read (${codeOf(error) ?? "failed"})`;
      throw error;
    }
  }
}

/** A form on its way; it is sent once, so another attempt needs a new one. */
export class Form {
  readonly data = new FormData();
  readonly #files: SendingFile[] = [];

  constructor(parts: readonly FormPart[]) {
    for (const { name, value } of parts) {
      // The API takes a part with a filename for a file, and refuses it where it expects a text.
      if (typeof value === "string") this.data.append(name, value);
      else this.#appendFile(name, value);
    }
  }

  /** In all, without a look at the files. */
  get bytes(): number {
    return this.data.getLengthSync();
  }

  /** Why the form cannot have been sent to its end, if one of its files is the reason. */
  fault(): FileFault | undefined {
    return this.#files.map(({ fault }) => fault).find((fault) => fault !== undefined);
  }

  /** Closes the files, whether they were read to their end or not. */
  [Symbol.dispose](): void {
    for (const { stream } of this.#files) stream.destroy();
  }

  /** The file is opened when its turn comes. */
  #appendFile(name: string, file: SentFile): void {
    const { filename, contentType, bytes: knownLength } = file;
    const open = (next: (stream: NodeJS.ReadableStream) => void) => {
      const sending = new SendingFile(name, file);
      this.#files.push(sending);
      next(sending.stream);
    };
    this.data.append(name, open, { filename, contentType, knownLength });
  }
}
