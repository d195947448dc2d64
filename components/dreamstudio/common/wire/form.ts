/** Writes the parts of a request as a form; files flow from disk. */
import FormData from "form-data";
import type { SentFile } from "../../operations/parameter.ts";

/** A text, or a file. */
export interface FormPart {
  name: string;
  value: string | SentFile;
}

/** A form on its way; it is sent once, so another attempt needs a new one. */
export class Form {
  readonly data = new FormData();
  readonly #streams: { destroy(): unknown }[] = [];

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

  /** Closes the files, whether they were read to their end or not. */
  [Symbol.dispose](): void {
    for (const stream of this.#streams) stream.destroy();
  }

  /** The file is opened when its turn comes. */
  #appendFile(name: string, file: SentFile): void {
    const { filename, contentType, bytes: knownLength } = file;
    const open = (next: (stream: NodeJS.ReadableStream) => void) => {
      const stream = file.stream();
      this.#streams.push(stream);
      next(stream);
    };
    this.data.append(name, open, { filename, contentType, knownLength });
  }
}
