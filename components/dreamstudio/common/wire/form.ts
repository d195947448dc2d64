/** Writes the parts of a request as a form; files flow from disk. */
import FormData from "form-data";
import type { SentFile } from "../../operations/operation.ts";

/** A text, or a file. */
export interface FormPart {
  name: string;
  value: string | SentFile;
}

export interface Form {
  form: FormData;
  /** Closes the files, whether they were read to their end or not. */
  close: () => void;
}

/** A form is sent once: another attempt needs a new one. */
export function toForm(parts: readonly FormPart[]): Form {
  const form = new FormData();
  const streams: { destroy(): unknown }[] = [];
  for (const { name, value } of parts) {
    // The API takes a part with a filename for a file, and refuses it where it expects a text.
    if (typeof value === "string") form.append(name, value);
    else {
      const { filename, contentType, bytes: knownLength } = value;
      const stream = value.stream();
      streams.push(stream);
      form.append(name, stream, { filename, contentType, knownLength });
    }
  }
  const close = () => {
    for (const stream of streams) stream.destroy();
  };
  return { form, close };
}

/** How many bytes a form will have, without a look at its files. */
export function formBytes(parts: readonly FormPart[]): number {
  const form = new FormData();
  for (const { name, value } of parts) {
    if (typeof value === "string") form.append(name, value);
    else form.append(name, "", { filename: value.filename, contentType: value.contentType, knownLength: value.bytes });
  }
  return form.getLengthSync();
}
